const wrapped = /^<file name="([^"\n]*)">\n([\s\S]*)\n<\/file>$/;

export type TextAttachment = { name: string; text: string };

/** A text file as a part of the message: the model reads it with its name around it. */
export function wrapTextAttachment({ name, text }: TextAttachment): string {
  return `<file name="${name.replace(/["\n<>]/g, '_')}">\n${text}\n</file>`;
}

/** The file behind a text part, or null for words that somebody wrote. */
export function unwrapTextAttachment(part: string): TextAttachment | null {
  const match = wrapped.exec(part);
  return match ? { name: match[1] ?? '', text: match[2] ?? '' } : null;
}
