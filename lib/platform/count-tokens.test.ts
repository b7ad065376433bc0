import { describe, expect, it } from 'vitest';
import { countTokens } from './count-tokens';

describe('countTokens', () => {
  it('counts as the encoding does', () => {
    expect(countTokens('')).toBe(0);
    expect(countTokens('hello world')).toBe(2);
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('counts a long text as the sum of its words', () => {
    expect(countTokens('hello world '.repeat(1000).trimEnd())).toBe(2000);
  });

  it('counts a megabyte without white space', () => {
    expect(countTokens('a'.repeat(1_000_000))).toBeGreaterThan(100_000);
  });
});
