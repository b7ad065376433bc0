/** What a result may have in the stream, in the log and in front of the model. The trace keeps it whole. */
export const contentBytesMax = 65_536;

/** The beginning of a text that is too long, cut between characters, with a line that says how much is missing. */
export function cutContent(content: string): string {
  if (content.length * 3 <= contentBytesMax) return content;
  const bytes = Buffer.from(content);
  if (bytes.length <= contentBytesMax) return content;
  let end = contentBytesMax;
  // Bytes 10xxxxxx go on with the character before them.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.toString('utf8', 0, end)}\n[${bytes.length - end} more bytes were cut. Ask for less at once.]`;
}
