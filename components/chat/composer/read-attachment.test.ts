import { describe, expect, it } from 'vitest';
import { messageContent } from './message-content';
import { readAttachment } from './read-attachment';
import { unwrapTextAttachment, wrapTextAttachment } from './text-attachment';

const file = (name: string, content: BlobPart, type = ''): File => new File([content], name, { type });

describe('readAttachment', () => {
  it('takes a text file as text, whatever its type claims', async () => {
    expect(await readAttachment(file('notes.md', '# Hi'), { acceptsImages: false })).toMatchObject({
      attachment: { kind: 'text', name: 'notes.md', text: '# Hi', sizeBytes: 4 },
    });
  });

  it('takes a picture as it is, to be uploaded, and refuses one above what an upload may have', async () => {
    const picture = file('p.png', 'x', 'image/png');
    expect(await readAttachment(picture, { acceptsImages: true })).toMatchObject({
      attachment: { kind: 'image', file: picture, upload: { kind: 'sending', fraction: 0 } },
    });
    const huge = file('huge.png', 'x', 'image/png');
    Object.defineProperty(huge, 'size', { value: 100_000_001 });
    const result = await readAttachment(huge, { acceptsImages: true });
    expect('refusal' in result ? result.refusal : '').toContain('above the 100 MB');
    const empty = await readAttachment(file('e.png', '', 'image/png'), { acceptsImages: true });
    expect('refusal' in empty ? empty.refusal : '').toContain('e.png was not attached: it is empty');
  });

  it.each([
    ['a picture for a model without sight', file('p.png', 'x', 'image/png'), 'does not read pictures'],
    ['a PDF', file('r.pdf', '%PDF', 'application/pdf'), 'reads text files'],
    ['bytes that are no text', file('a.bin', new Uint8Array([0, 255])), 'reads text files'],
    ['a text above one megabyte', file('big.txt', 'x'.repeat(1_000_001)), 'above the 1 MB'],
    [
      'a text that is a little above, as the server counts',
      file('u.txt', 'ü'.repeat(500_001)),
      'above the 1',
    ],
  ])('refuses %s in a sentence that names the file', async (_what, candidate, words) => {
    const result = await readAttachment(candidate, { acceptsImages: false });
    expect('refusal' in result ? result.refusal : '').toContain(candidate.name);
    expect('refusal' in result ? result.refusal : '').toContain(words);
  });
});

describe('messageContent', () => {
  it('stays a string without files', () => {
    expect(messageContent('Hello', [])).toBe('Hello');
  });

  it('sends text files inside the message and shows them as files again', () => {
    const part = wrapTextAttachment({ name: 'a"b.txt', text: 'one\ntwo' });
    expect(
      messageContent('Read this', [
        { id: '1', kind: 'text', name: 'a"b.txt', sizeBytes: 7, text: 'one\ntwo' },
      ]),
    ).toEqual([
      { type: 'text', text: part },
      { type: 'text', text: 'Read this' },
    ]);
    expect(unwrapTextAttachment(part)).toEqual({ name: 'a_b.txt', text: 'one\ntwo' });
    expect(unwrapTextAttachment('Just words')).toBeNull();
  });
});
