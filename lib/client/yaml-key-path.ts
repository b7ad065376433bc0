/**
 * The keys above the last of these lines, judged by indentation: enough to know what may be written there.
 * List dashes count as indentation, so the keys of a list item lie below the list's key.
 */
export function yamlKeyPath(lines: readonly string[]): string[] {
  const last = lines.at(-1) ?? '';
  let indent = indentOf(last);
  const path: string[] = [];
  for (let index = lines.length - 2; index >= 0 && indent > 0; index -= 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const ownIndent = indentOf(line);
    const key = /^[\s-]*([\w-]+):/u.exec(line)?.[1];
    // A key on the same line as a dash belongs to the item, so its parent is further up at the dash's indentation.
    if (ownIndent < indent && key !== undefined) {
      path.unshift(key);
      indent = /^\s*-/u.test(line) ? (/^\s*/u.exec(line)?.[0].length ?? 0) : ownIndent;
    }
  }
  return path;
}

function indentOf(line: string): number {
  return /^[\s-]*/u.exec(line)?.[0].length ?? 0;
}
