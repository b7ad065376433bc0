import type { SkillFile } from '@/lib/contract/skill';

export type FileChanges = { added: string[]; changed: string[]; removed: string[] };

/** What the files are compared to a base. */
export function fileChanges(base: readonly SkillFile[], files: readonly SkillFile[]): FileChanges {
  const before = new Map(base.map((file) => [file.path, file.content]));
  const after = new Set(files.map((file) => file.path));
  return {
    added: files.filter((file) => !before.has(file.path)).map((file) => file.path),
    changed: files
      .filter((file) => before.has(file.path) && before.get(file.path) !== file.content)
      .map((file) => file.path),
    removed: base.filter((file) => !after.has(file.path)).map((file) => file.path),
  };
}

/** How many files differ. */
export function changeCount(changes: FileChanges): number {
  return changes.added.length + changes.changed.length + changes.removed.length;
}
