import type { ContextMessage, ToolDefinition } from '../model-message';
import type { ModelRequest } from '../model-port';

/** A call that was made, whichever way it went, with its result. */
export type CallRecord = {
  /** Bare name of the tool that ran, such as `find_invoice`. */
  tool: string;
  input: Record<string, unknown>;
  /** Undefined while there is none. */
  result: { content: string; isError: boolean } | undefined;
};

/** The request as the scripts look at it: what is asked, what was done about it, what can be done. */
export type Situation = {
  /** Text of the user's last message. */
  asked: string;
  /** The answer before that message, when there was one. */
  saidBefore: string;
  /** Text of the user's message before the last one. */
  askedBefore: string;
  /** Calls made since the user's last message. */
  done: readonly CallRecord[];
  /** Calls of the whole conversation: what was learnt about tools and skills stays known. */
  everything: readonly CallRecord[];
  tools: readonly ToolDefinition[];
  system: string;
};

export function readSituation(request: Pick<ModelRequest, 'messages' | 'tools' | 'system'>): Situation {
  const users = request.messages.flatMap((message, index) => (message.role === 'user' ? [index] : []));
  const last = users.at(-1) ?? 0;
  const before = users.at(-2);
  const everything = readCalls(request.messages);
  return {
    asked: userText(request.messages[last]),
    askedBefore: before === undefined ? '' : userText(request.messages[before]),
    saidBefore: request.messages
      .slice(before ?? 0, last)
      .map((message) => (message.role === 'assistant' ? message.content : ''))
      .filter((text) => text !== '')
      .join('\n'),
    done: readCalls(request.messages.slice(last)),
    everything,
    tools: request.tools,
    system: request.system,
  };
}

/** The last call of a tool among these, undefined when there was none. */
export function lastCall(records: readonly CallRecord[], tool: string): CallRecord | undefined {
  return records.findLast((record) => record.tool === tool);
}

/** JSON of a result, undefined when it is none or the call failed. */
export function resultJson(record: CallRecord | undefined): unknown {
  if (!record?.result || record.result.isError) return undefined;
  try {
    return JSON.parse(record.result.content);
  } catch {
    return undefined;
  }
}

function readCalls(messages: readonly ContextMessage[]): CallRecord[] {
  const results = new Map<string, { content: string; isError: boolean }>();
  for (const message of messages) {
    if (message.role === 'tool')
      results.set(message.toolCallId, { content: message.content, isError: message.isError });
  }
  return messages.flatMap((message) => {
    if (message.role !== 'assistant') return [];
    return message.toolCalls.map((call): CallRecord => ({
      ...realCall(call.name, readObject(call.arguments)),
      result: results.get(call.id),
    }));
  });
}

/** A call through `call_tool` is the real tool's call. */
function realCall(name: string, input: Record<string, unknown>): Pick<CallRecord, 'tool' | 'input'> {
  if (name === 'call_tool' && typeof input['tool'] === 'string') {
    const inner = input['arguments'];
    return { tool: input['tool'], input: typeof inner === 'object' && inner !== null ? { ...inner } : {} };
  }
  return { tool: bareName(name), input };
}

/** `payments__issue_refund` and `issue_refund` are the same tool to the scripts. */
export function bareName(name: string): string {
  const at = name.indexOf('__');
  return at < 0 ? name : name.slice(at + 2);
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function userText(message: ContextMessage | undefined): string {
  if (message?.role !== 'user') return '';
  return message.content
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n')
    .trim();
}
