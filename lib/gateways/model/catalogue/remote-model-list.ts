import { z } from 'zod';
import type { GuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';
import type { ProviderType } from '@/lib/contract/provider';

const listSchema = z.object({ data: z.array(z.looseObject({ id: z.string().min(1).max(200) })).max(5000) });
const googleListSchema = z.object({
  models: z.array(z.looseObject({ name: z.string().min(1).max(200) })).max(5000),
});

const bodyBytesMax = 5_000_000;

export type RemoteListRequest = {
  type: ProviderType;
  baseUrl: string;
  apiKey: string | undefined;
  fetch: GuardedFetch;
  signal: AbortSignal;
};

/** What asking a provider for its models came to. `error` is what a failed call threw. */
export type RemoteListResult =
  | { type: 'listed'; ids: string[] }
  | { type: 'status'; status: number; headers: Record<string, string>; body: string }
  | { type: 'unreadable' }
  | { type: 'failed'; error: unknown };

/** Asks a provider which models it has: the smallest real call there is. */
export async function fetchModelList({
  type,
  baseUrl,
  apiKey,
  fetch,
  signal,
}: RemoteListRequest): Promise<RemoteListResult> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: { accept: 'application/json', ...authHeaders(type, apiKey) },
      signal,
    });
    const body = await readText(response);
    if (!response.ok)
      return { type: 'status', status: response.status, headers: Object.fromEntries(response.headers), body };
    return readList(body);
  } catch (error) {
    return { type: 'failed', error };
  }
}

function readList(body: string): RemoteListResult {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { type: 'unreadable' };
  }
  const list = listSchema.safeParse(value);
  if (list.success) return { type: 'listed', ids: list.data.data.map(({ id }) => id) };
  const google = googleListSchema.safeParse(value);
  if (google.success)
    return { type: 'listed', ids: google.data.models.map(({ name }) => name.replace(/^models\//, '')) };
  return { type: 'unreadable' };
}

function authHeaders(type: ProviderType, apiKey: string | undefined): Record<string, string> {
  if (apiKey === undefined) return {};
  if (type === 'anthropic') return { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' };
  if (type === 'google') return { 'x-goog-api-key': apiKey };
  return { authorization: `Bearer ${apiKey}` };
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bodyBytesMax) {
      await reader.cancel();
      break;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
