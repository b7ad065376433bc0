import { testPort, type TestPerson } from '@/lib/auth/auth-bench.test-support';
import { definitionOf, type RouteHandler } from './route-definition';

export type CallOptions = {
  method?: string;
  path?: string;
  params?: Record<string, string>;
  person?: TestPerson;
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
  origin?: string | null;
};

/** Calls a handler with a sign-in cookie or a key, as the browser or a script would. */
export async function callRoute(
  handler: RouteHandler,
  options: CallOptions = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const origin = options.origin === undefined ? `http://127.0.0.1:${testPort}` : options.origin;
  const headers = new Headers(options.headers);
  if (options.person) headers.set('cookie', options.person.cookie);
  if (options.person && origin !== null) headers.set('origin', origin);
  if (options.key !== undefined) headers.set('authorization', `Bearer ${options.key}`);
  const hasBody = options.body !== undefined;
  if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
  const method = options.method ?? (hasBody ? 'POST' : 'GET');
  const request = new Request(`http://127.0.0.1:${testPort}${options.path ?? '/api/v1/test'}`, {
    method,
    headers,
    ...(hasBody
      ? { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }
      : {}),
  });
  if (definitionOf(handler) === undefined) throw new Error('This handler declares nothing.');
  const response = await handler(request, { params: Promise.resolve(options.params ?? {}) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** The error of an answer without what differs from request to request. */
export function errorOf(answer: { body: unknown }): { code?: string; message?: string; param?: string } {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('error' in body)) return {};
  const { error } = body;
  if (typeof error !== 'object' || error === null) return {};
  const text = (name: string): string | undefined => {
    const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : undefined;
  };
  const [code, message, param] = [text('code'), text('message'), text('param')];
  return { ...(code ? { code } : {}), ...(message ? { message } : {}), ...(param ? { param } : {}) };
}
