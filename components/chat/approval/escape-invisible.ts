/** Characters that do not show, reorder what shows, or look like a space without being one. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]/gu;

/**
 * Text in which every character that could deceive a reader stands as its `\u` escape. `keepLines` leaves line
 * breaks and tabs, for text that has been laid out on purpose.
 */
export function escapeInvisible(text: string, { keepLines = false }: { keepLines?: boolean } = {}): string {
  return text.replace(invisible, (character) => {
    if (keepLines && (character === '\n' || character === '\t')) return character;
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    if (character === '\r') return '\\r';
    return [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join('');
  });
}

/** A value as indented JSON with nothing hidden in it. */
export function readableJson(value: unknown): string {
  return escapeInvisible(JSON.stringify(value, null, 2) ?? 'null', { keepLines: true });
}

/** JSON text laid out for reading; anything else as it is. Nothing is hidden in either. */
export function readableText(text: string): string {
  try {
    return readableJson(JSON.parse(text));
  } catch {
    return escapeInvisible(text, { keepLines: true });
  }
}
