import { dataOf } from '@/lib/contract/pagination';
import { sessionFileSchema, type SessionFile } from '@/lib/contract/session-file';
import { api } from '../api-client';
import { apiPaths } from '../paths';

/** A file at the server, and the session whose messages may name it. */
export type Upload = { sessionId: string; file: SessionFile };

export type UploadOptions = {
  signal: AbortSignal;
  /** The same for every try with this file: one that arrived although its answer was lost is not stored twice. */
  onceKey: string;
  onProgress: (fraction: number) => void;
};

/** Uploads a file into a session. */
export async function uploadFile(sessionId: string, file: File, options: UploadOptions): Promise<Upload> {
  const onceKey = `${options.onceKey}-${sessionId}`;
  const answer = await api.upload(apiPaths.uploads(sessionId, file.name), file, dataOf(sessionFileSchema), {
    ...options,
    onceKey,
  });
  return { sessionId, file: answer.data };
}

/** Removes an upload that no message names. What cannot be removed now goes at the server within a day. */
export function removeUpload({ sessionId, file }: Upload): void {
  void api.send('DELETE', apiPaths.sessionFile(sessionId, file.path)).catch(() => undefined);
}
