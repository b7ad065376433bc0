import type { CallRecord } from './turn-state';

export type CallArguments = Readonly<Record<string, unknown>>;

/** The arguments as they run: edited ones when a person changed them. Null while the model still writes them. */
export function callArguments(call: CallRecord): CallArguments | null {
  const decided = call.decision?.input;
  if (
    decided?.type === 'user.tool_approval' &&
    decided.approval.status === 'allow' &&
    decided.approval.arguments
  ) {
    return decided.approval.arguments;
  }
  if (call.request?.kind === 'approval') return call.request.approval.arguments;
  return parseArguments(call.argumentsText);
}

/** Null for text that is not a JSON object. */
export function parseArguments(text: string): CallArguments | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    // An object that is no array has string keys.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as CallArguments)
      : null;
  } catch {
    return null;
  }
}
