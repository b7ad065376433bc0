import type { z } from 'zod';
import { ApiError } from './api-error';
import { sendFile } from './send-file';

const timeoutMs = 30_000;

type CallOptions = {
  signal?: AbortSignal | undefined;
  /** Sent again with the same key, a request that creates is answered with what the first one made. */
  onceKey?: string | undefined;
};

/**
 * The one way the browser talks to the API. Answers are parsed with the contract's schema; refusals are thrown
 * as `ApiError`. `data` is unwrapped by the schema the caller gives (`dataOf`, `listOf`).
 */
export const api = {
  get: <Schema extends z.ZodType>(path: string, schema: Schema, options?: CallOptions) =>
    call('GET', path, undefined, schema, options),
  post: <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema, options?: CallOptions) =>
    call('POST', path, body, schema, options),
  patch: <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema, options?: CallOptions) =>
    call('PATCH', path, body, schema, options),
  put: <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema, options?: CallOptions) =>
    call('PUT', path, body, schema, options),
  /** For endpoints that answer 204. */
  send: async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> => {
    await request(method, path, body, {});
  },
  /** A file as the body, with its progress from 0 to 1. */
  upload: async <Schema extends z.ZodType>(
    path: string,
    file: Blob,
    schema: Schema,
    options: Parameters<typeof sendFile>[2],
  ): Promise<z.output<Schema>> =>
    schema.parse(await (await accepted(await sendFile(path, file, options))).json()),
};

async function call<Schema extends z.ZodType>(
  method: string,
  path: string,
  body: unknown,
  schema: Schema,
  options: CallOptions = {},
): Promise<z.output<Schema>> {
  const response = await request(method, path, body, options);
  return schema.parse(await response.json());
}

async function request(method: string, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const init: RequestInit = { method, signal, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  if (options.onceKey !== undefined) init.headers = { ...init.headers, 'idempotency-key': options.onceKey };
  const response = await fetch(path, init).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, {
      message: 'The server cannot be reached. Check that it runs, then try again.',
      code: 'unreachable',
    });
  });
  return accepted(response);
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  // A refusal is read with the contract's schema; pages that meet none do without it.
  const { toApiError } = await import('./to-api-error');
  throw await toApiError(response);
}
