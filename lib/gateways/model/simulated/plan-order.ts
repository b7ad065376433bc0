import { callWith, say, type Plan, type PlannedCall } from './plan';
import type { Order } from './read-order';
import { lastCall, type CallRecord, type Situation } from './situation';
import { findRoute, offers } from './use-tool';
import { wordsOf } from './words-of';

const longestReport = 4000;
const askTool = 'ask_user_question';

/** Does what it was told, letter by letter, then says what came of it. */
export function planOrder(situation: Situation, order: Order): Plan {
  switch (order.type) {
    case 'reply_exactly':
      return say(order.text);
    case 'reply_words':
      return say(wordsOf(order.count));
    case 'ask': {
      const asked = lastCall(situation.done, askTool);
      if (asked?.result)
        return say(
          asked.result.isError
            ? `The question was not answered: ${asked.result.content}`
            : `You answered: ${asked.result.content}`,
        );
      if (!offers(situation, askTool))
        return say(
          'This agent is not allowed to ask questions. Switch on "Ask the user" in its settings and try again.',
        );
      return callWith('', askTool, {
        question: order.question,
        ...(order.options.length > 0 ? { options: order.options } : {}),
      });
    }
    case 'calls':
      return planCalls(situation, order.calls);
  }
}

function planCalls(situation: Situation, ordered: readonly { tool: string; argumentsText: string }[]): Plan {
  const wanted = new Set(ordered.map(({ tool }) => lastSegment(tool)));
  const results = situation.done.filter((record) => wanted.has(record.tool) && record.result !== undefined);
  if (results.length >= ordered.length) return say(results.slice(-ordered.length).map(report).join('\n\n'));

  const calls: PlannedCall[] = [];
  for (const { tool, argumentsText } of ordered) {
    const route = findRoute(situation, tool);
    if (route.type === 'first') return route.plan;
    if (route.type === 'missing') return say(unknownTool(situation, tool));
    calls.push(route.call(argumentsText));
  }
  return { text: '', calls };
}

function report(record: CallRecord): string {
  const content = record.result?.content ?? '';
  const shown =
    content.length > longestReport
      ? `${content.slice(0, longestReport)}\n… (${content.length} characters in all)`
      : content;
  if (record.result?.isError) return `\`${record.tool}\` failed: ${shown}`;
  const fence = content.includes('```') ? '~~~' : '```';
  return `\`${record.tool}\` answered:\n\n${fence}\n${shown}\n${fence}`;
}

function unknownTool(situation: Situation, tool: string): string {
  const names = situation.tools.map(({ name }) => `\`${name}\``);
  return `There is no tool \`${tool}\` here. ${names.length === 0 ? 'This agent has no tools.' : `The tools in front of me: ${names.join(', ')}.`}`;
}

function lastSegment(tool: string): string {
  return tool.replace(/^[a-z0-9-]+(?:__|\.|\/)/, '');
}
