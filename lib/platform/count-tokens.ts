import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';

/** Cut so long texts that one endless word cannot hold the process: the encoder is quadratic in a word's length. */
const pieceLength = 2000;
const cacheTextLengthMax = 50_000;
const cacheCharactersMax = 5_000_000;
const plainText = { disallowedSpecial: new Set<string>() };

const cache = new Map<string, number>();
let cachedCharacters = 0;

/**
 * Tokens of a text in OpenAI's current encoding. Other vendors count a little differently; for the meter and the
 * breakdown that is near enough, and what a call really used comes from its provider.
 */
export function countTokens(text: string): number {
  if (text === '') return 0;
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const tokens = countPieces(text);
  if (text.length <= cacheTextLengthMax) remember(text, tokens);
  return tokens;
}

function countPieces(text: string): number {
  let tokens = 0;
  for (let start = 0; start < text.length;) {
    const end = pieceEnd(text, start);
    tokens += count(text.slice(start, end), plainText);
    start = end;
  }
  return tokens;
}

/** Ends a piece before white space where there is some, so that cutting does not change the count of usual text. */
function pieceEnd(text: string, start: number): number {
  const limit = start + pieceLength;
  if (limit >= text.length) return text.length;
  const newline = text.lastIndexOf('\n', limit);
  const boundary = Math.max(newline, text.lastIndexOf(' ', limit));
  return boundary > start ? boundary : limit;
}

function remember(text: string, tokens: number): void {
  if (cachedCharacters + text.length > cacheCharactersMax) {
    cache.clear();
    cachedCharacters = 0;
  }
  cache.set(text, tokens);
  cachedCharacters += text.length;
}
