import { expect, test } from 'vitest';
import { parseOptions } from './parse-options.mjs';

const known = ['zombie', 'cut-streams'];

test('flags, a seed and names come in any order', () => {
  expect(parseOptions(['zombie', '--seed', '7', '--full'], known)).toEqual({
    isFull: true,
    seed: 7,
    names: ['zombie'],
  });
});

test('a seed is drawn where none is given', () => {
  expect(parseOptions([], known).seed).toBeGreaterThanOrEqual(0);
});

test('what is not understood is refused with what is', () => {
  expect(() => parseOptions(['zombies'], known)).toThrow('known are zombie, cut-streams');
  expect(() => parseOptions(['--seed', 'x'], known)).toThrow('whole number');
});
