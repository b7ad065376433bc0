import { randomInt } from 'node:crypto';
import { misconfigured } from '../from-launcher.mjs';

/** `--full`, `--seed N` and names of scenarios, in any order. Without a seed one is drawn, and printed. */
export function parseOptions(words, known) {
  const options = { isFull: false, seed: undefined, names: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '--full') options.isFull = true;
    else if (word === '--seed') {
      index += 1;
      options.seed = Number(words[index]);
      if (!Number.isInteger(options.seed) || options.seed < 0)
        throw misconfigured('Give --seed a whole number that is not negative.');
    } else if (known.includes(word)) options.names.push(word);
    else throw misconfigured(`There is no scenario called ${word}; known are ${known.join(', ')}.`);
  }
  return { ...options, seed: options.seed ?? randomInt(2 ** 31) };
}
