import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

const plainText = { disallowedSpecial: new Set<string>() };
// The encoder is quadratic in the length of one endless word; longer texts are counted in pieces.
const pieceLength = 2000;

/** Tokens of a text, near enough for a model that is not one. */
export function tokenCount(text: string): number {
  let tokens = 0;
  for (let start = 0; start < text.length; start += pieceLength) {
    tokens += countTokens(text.slice(start, start + pieceLength), plainText);
  }
  return tokens;
}
