import type { ContextMessage, ToolDefinition } from '../model-message';
import { planReply } from './plan-reply';

export type FakeTool = (input: Record<string, unknown>) => string | { error: string };

type Play = { said: string; calls: { name: string; input: unknown }[]; messages: ContextMessage[] };

const stepsMax = 20;

export const user = (text: string): ContextMessage => ({ role: 'user', content: [{ type: 'text', text }] });

/** Runs the simulated model against tools until it stops calling; `tools` are named as the model is told of them. */
export function play(options: {
  messages: ContextMessage[];
  tools: Record<string, FakeTool>;
  system?: string;
}): Play {
  const messages = [...options.messages];
  const calls: Play['calls'] = [];
  const definitions = Object.keys(options.tools).map((name): ToolDefinition => ({
    name,
    description: '',
    inputSchema: { type: 'object' },
  }));
  for (let step = 0; step < stepsMax; step += 1) {
    const plan = planReply({ messages, tools: definitions, system: options.system ?? '' });
    const toolCalls = plan.calls.map((call, index) => ({
      id: `call_${messages.length}_${index}`,
      providerCallId: `p_${index}`,
      name: call.name,
      arguments: call.arguments,
    }));
    messages.push({ role: 'assistant', content: plan.text, toolCalls });
    if (toolCalls.length === 0) return { said: plan.text, calls, messages };
    for (const call of toolCalls) {
      const input: Record<string, unknown> = JSON.parse(call.arguments);
      calls.push({ name: call.name, input });
      const result = options.tools[call.name]?.(input) ?? { error: `There is no tool ${call.name}.` };
      const content = typeof result === 'string' ? result : result.error;
      messages.push({
        role: 'tool',
        toolCallId: call.id,
        toolName: call.name,
        content,
        isError: typeof result !== 'string',
      });
    }
  }
  throw new Error('The simulated model did not come to an end.');
}
