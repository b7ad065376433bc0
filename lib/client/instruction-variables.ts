const pattern = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/gu;

/** The names used as `{{name}}` in a text, each once, in the order of their first use. */
export function instructionVariables(...texts: readonly string[]): string[] {
  const names = new Set<string>();
  for (const text of texts) for (const match of text.matchAll(pattern)) if (match[1]) names.add(match[1]);
  return [...names];
}

/** A text cut into plain parts and `{{variables}}`, for highlighting. */
export function splitVariables(text: string): { text: string; variable: boolean }[] {
  const parts: { text: string; variable: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), variable: false });
    parts.push({ text: match[0], variable: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), variable: false });
  return parts;
}
