import { describe, expect, it } from 'vitest';
import { contentBytesMax, cutContent } from './cut-content';

describe('cutContent', () => {
  it('leaves what fits as it is, to the byte', () => {
    expect(cutContent('x'.repeat(contentBytesMax))).toBe('x'.repeat(contentBytesMax));
    const wide = '€'.repeat(Math.floor(contentBytesMax / 3));
    expect(cutContent(wide)).toBe(wide);
  });

  it.each(['x', 'é', '€', '😀'])(
    'cuts a text of %s between its characters and says what is missing',
    (sign) => {
      const cut = cutContent(sign.repeat(100_000));
      const [kept = '', note = ''] = cut.split('\n');
      const keptBytes = Buffer.byteLength(kept);
      expect(kept).toBe(sign.repeat(keptBytes / Buffer.byteLength(sign)));
      expect(keptBytes).toBeGreaterThan(contentBytesMax - 4);
      expect(note).toBe(
        `[${100_000 * Buffer.byteLength(sign) - keptBytes} more bytes were cut. Ask for less at once.]`,
      );
    },
  );

  it('takes ten megabytes', () => {
    expect(Buffer.byteLength(cutContent('x'.repeat(10_000_000)))).toBeLessThan(contentBytesMax + 100);
  });
});
