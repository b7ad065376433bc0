/** A plain order: what the simulated model does word for word. */
export type Order =
  | { type: 'calls'; calls: { tool: string; argumentsText: string }[] }
  | { type: 'ask'; question: string; options: string[] }
  | { type: 'reply_words'; count: number }
  | { type: 'reply_exactly'; text: string };

const wordsMax = 50_000;

/** The order in a message; undefined when it is none. */
export function readOrder(text: string): Order | undefined {
  const exactly = /^\s*reply exactly:\s?([\s\S]*)$/i.exec(text)?.[1];
  if (exactly !== undefined) return { type: 'reply_exactly', text: exactly };
  const count = /^\s*reply with (\d{1,6}) words?\b/i.exec(text)?.[1];
  if (count !== undefined) return { type: 'reply_words', count: Math.min(Number(count), wordsMax) };
  const ask = /^\s*ask\s+(.+)$/is.exec(text)?.[1];
  if (ask !== undefined && !/^\s*ask\s+(?:me|the user)\s*$/i.test(text)) {
    const [question = '', ...options] = ask.split('|').map((part) => part.trim());
    return { type: 'ask', question, options: options.filter((option) => option !== '') };
  }
  const calls = readCalls(text);
  return calls.length > 0 ? { type: 'calls', calls } : undefined;
}

/** Every line that begins with `call TOOL`; its JSON may run over several lines. */
function readCalls(text: string): { tool: string; argumentsText: string }[] {
  return text.split(/^(?=\s*call\s+[\w.\-/]+\s*(?:\{|$))/im).flatMap((part) => {
    const match = /^\s*call\s+([\w.\-/]+)\s*(\{[\s\S]*)?$/i.exec(part.trim());
    if (!match?.[1]) return [];
    return [{ tool: match[1], argumentsText: compact(match[2] ?? '{}') }];
  });
}

/** Broken JSON is passed on as it is: how an agent copes with it can be tried, too. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text.trim();
  }
}
