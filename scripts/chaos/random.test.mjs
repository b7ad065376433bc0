import { expect, test } from 'vitest';
import { createRandom } from './random.mjs';

const draw = (random) => Array.from({ length: 20 }, () => random.between(1, 1000));

test('the same seed and name repeat the same numbers, and another name gives others', () => {
  expect(draw(createRandom(7, 'zombie'))).toEqual(draw(createRandom(7, 'zombie')));
  expect(draw(createRandom(7, 'zombie'))).not.toEqual(draw(createRandom(7, 'cut-streams')));
  expect(draw(createRandom(7, 'zombie'))).not.toEqual(draw(createRandom(8, 'zombie')));
});
