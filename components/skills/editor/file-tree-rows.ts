export type FileTreeRow =
  | { kind: 'folder'; path: string; name: string; depth: number }
  | { kind: 'file'; path: string; name: string; depth: number };

type Folder = { folders: Map<string, Folder>; files: Map<string, string> };

/** The rows of the tree: SKILL.md first, then folders and files as people sort them. */
export function fileTreeRows(paths: readonly string[]): FileTreeRow[] {
  const root = emptyFolder();
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? emptyFolder();
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.set(name, path);
  }
  const rows = rowsOf(root, { prefix: '', depth: 0 });
  return [...rows.filter((row) => row.path === 'SKILL.md'), ...rows.filter((row) => row.path !== 'SKILL.md')];
}

function rowsOf(folder: Folder, place: { prefix: string; depth: number }): FileTreeRow[] {
  const { prefix, depth } = place;
  const folders = [...folder.folders].sort(byName).flatMap(([name, inner]): FileTreeRow[] => {
    const path = `${prefix}${name}`;
    return [
      { kind: 'folder', path, name, depth },
      ...rowsOf(inner, { prefix: `${path}/`, depth: depth + 1 }),
    ];
  });
  const files = [...folder.files]
    .sort(byName)
    .map(([name, path]): FileTreeRow => ({ kind: 'file', path, name, depth }));
  return [...folders, ...files];
}

function emptyFolder(): Folder {
  return { folders: new Map(), files: new Map() };
}

function byName([left]: [string, unknown], [right]: [string, unknown]): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
