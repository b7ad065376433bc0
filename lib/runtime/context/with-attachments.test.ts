import { expect, it } from 'vitest';
import { imagesLimitBytes } from '@/lib/contract/session-file';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import { createAttachmentReader } from './with-attachments';

const image = (digest: string): ContextMessage => ({
  role: 'user',
  content: [{ type: 'file', filename: `${digest}.png`, mediaType: 'image/png', digest }],
});

/** Files of 8 MB each; `most` is how many were read at once. */
function openStore(sizeBytes = 8_000_000) {
  const read: string[] = [];
  const seen = { now: 0, most: 0 };
  return {
    read,
    seen,
    async attachment(_organisationId: string, digest: string, maxBytes: number) {
      read.push(digest);
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await Promise.resolve();
      seen.now -= 1;
      if (sizeBytes > maxBytes) return 'too_large' as const;
      return digest === 'gone' ? undefined : new Uint8Array(sizeBytes);
    },
  };
}

const partsOf = (messages: readonly ContextMessage[]) =>
  messages.flatMap((message) => (message.role === 'user' ? message.content : []));

it('reads one file at a time, and each once for all calls of a turn', async () => {
  const store = openStore();
  const withAttachments = createAttachmentReader(store, 'org_1');
  const messages = [image('a'), image('b'), image('a')];
  for (let call = 0; call < 3; call += 1)
    expect(partsOf(await withAttachments(messages)).every((part) => part.type === 'file' && part.data)).toBe(
      true,
    );
  expect(store.read).toEqual(['a', 'b']);
  expect(store.seen.most).toBe(1);
});

it('sends the newest images that fit into one request, and says which older ones it leaves out', async () => {
  const store = openStore();
  const withAttachments = createAttachmentReader(store, 'org_1');
  const parts = partsOf(await withAttachments(['a', 'b', 'c', 'd', 'e'].map(image)));
  const sent = parts.flatMap((part) => (part.type === 'file' ? [part.digest] : []));
  expect(sent).toEqual(['c', 'd', 'e']);
  expect(sent.length * 8_000_000).toBeLessThanOrEqual(imagesLimitBytes);
  expect(parts[0]).toEqual({ type: 'text', text: expect.stringContaining('a.png') });
});

it('never takes up a file that is larger than a message may bring, and names one that is gone', async () => {
  const large = createAttachmentReader(openStore(50_000_000), 'org_1');
  expect(partsOf(await large([image('a')]))).toEqual([
    { type: 'text', text: expect.stringContaining('a.png') },
  ]);
  const [part] = partsOf(await createAttachmentReader(openStore(), 'org_1')([image('gone')]));
  expect(part).toEqual({ type: 'text', text: '[The file "gone.png" is no longer stored.]' });
});
