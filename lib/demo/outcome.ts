import type { CallToolResult } from '@modelcontextprotocol/server';

/** What a demo tool did, or the sentence that says why not. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; message: string };

/** A tool's answer: the structured form and the same as text. */
export function answer(value: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value };
}

/** A refusal the model can read and act on. */
export function refusal(message: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: message }] };
}
