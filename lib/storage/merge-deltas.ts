import type { ModelDelta } from '@/lib/contract/log-event';
import type { ToolCallDelta } from '@/lib/contract/tool-call';
import type { NumberedEvent } from './event-log-port';

/**
 * Joins two deltas of one message that leave together; undefined when they must stay apart. The joined delta keeps
 * the later sequence number, so that a reader who has it has both.
 */
export function mergeDeltas(first: NumberedEvent, second: NumberedEvent): NumberedEvent | undefined {
  if (first.type !== 'model.delta' || second.type !== 'model.delta') return undefined;
  const [left, right] = [first.payload, second.payload];
  if (first.thread_id !== second.thread_id || left.message_id !== right.message_id) return undefined;
  if (left.superseded || right.superseded || left.finish_reason !== undefined) return undefined;
  return { ...second, payload: joinPayloads(left, right) };
}

function joinPayloads(left: ModelDelta, right: ModelDelta): ModelDelta {
  const joined: ModelDelta = { ...left, ...right };
  const content = (left.content ?? '') + (right.content ?? '');
  if (content !== '') joined.content = content;
  const reasoning = (left.reasoning_content ?? '') + (right.reasoning_content ?? '');
  if (reasoning !== '') joined.reasoning_content = reasoning;
  const calls = joinCalls(left.tool_calls ?? [], right.tool_calls ?? []);
  if (calls.length > 0) joined.tool_calls = calls;
  return joined;
}

function joinCalls(left: readonly ToolCallDelta[], right: readonly ToolCallDelta[]): ToolCallDelta[] {
  const byIndex = new Map(left.map((call) => [call.index, call]));
  for (const call of right) {
    const before = byIndex.get(call.index);
    byIndex.set(call.index, before ? joinCall(before, call) : call);
  }
  return [...byIndex.values()];
}

function joinCall(left: ToolCallDelta, right: ToolCallDelta): ToolCallDelta {
  const name = left.function.name ?? right.function.name;
  const text = (left.function.arguments ?? '') + (right.function.arguments ?? '');
  return {
    ...right,
    ...left,
    function: { ...(name === undefined ? {} : { name }), ...(text === '' ? {} : { arguments: text }) },
  };
}
