const lengthMax = 200;

/** A file's name as a label: its last part, without control characters. Nothing on a disk is ever called so. */
export function fileLabel(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const label = plain.slice(0, lengthMax).toWellFormed();
  return /^\.*$/.test(label) ? 'file' : label;
}
