/** A text as LIKE finds it literally; Prisma's `contains` leaves the wildcards of its argument active. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
