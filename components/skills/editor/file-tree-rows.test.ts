import { expect, test } from 'vitest';
import { fileTreeRows } from './file-tree-rows';

test('SKILL.md comes first, folders before files, each below its own', () => {
  const rows = fileTreeRows([
    'notes.md',
    'scripts/check.py',
    'references/b.md',
    'SKILL.md',
    'references/a/c.md',
  ]);
  expect(rows.map(({ kind, path, depth }) => `${depth} ${kind} ${path}`)).toEqual([
    '0 file SKILL.md',
    '0 folder references',
    '1 folder references/a',
    '2 file references/a/c.md',
    '1 file references/b.md',
    '0 folder scripts',
    '1 file scripts/check.py',
    '0 file notes.md',
  ]);
});
