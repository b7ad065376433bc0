import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from './line-diff';

const textArbitrary = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

describe('lineDiff', () => {
  it('contains both texts whole and in order', () => {
    fc.assert(
      fc.property(textArbitrary, textArbitrary, (before, after) => {
        const lines = lineDiff(before, after);
        expect(
          lines
            .filter((line) => line.kind !== 'added')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(before);
        expect(
          lines
            .filter((line) => line.kind !== 'removed')
            .map((line) => line.text)
            .join('\n'),
        ).toBe(after);
      }),
    );
  });

  it('shows a changed line as removed, then added', () => {
    expect(lineDiff('a\nb\nc', 'a\nx\nc').map((line) => line.kind)).toEqual([
      'same',
      'removed',
      'added',
      'same',
    ]);
  });
});
