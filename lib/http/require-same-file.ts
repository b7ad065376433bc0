import { createHash } from 'node:crypto';
import { dataOf } from '@/lib/contract/pagination';
import { sessionFileSchema } from '@/lib/contract/session-file';
import { reusedKey } from '@/lib/storage/turn-request';
import { readUpload } from './read-upload';

/** Refuses an upload under the key of another file. The bytes are read for it, and not kept. */
export async function requireSameFile(request: Request, firstAnswer: string): Promise<void> {
  const { content } = await readUpload(request, undefined);
  const hash = createHash('sha256');
  for await (const bytes of content) hash.update(bytes);
  const first = dataOf(sessionFileSchema).parse(JSON.parse(firstAnswer)).data;
  if (first.digest !== `sha256:${hash.digest('hex')}`) throw reusedKey();
}
