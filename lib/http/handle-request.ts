import { compose, type App } from '@/lib/compose';
import { newId } from '@/lib/platform/ids';
import { errorResponse } from './error-response';
import { countRequest } from './request-counter';

/**
 * The outermost part of every route: the composed app, a request id, the headers, and no exception past it. What
 * `answer` puts into `headers` goes out with whatever it answers, a refusal too.
 */
export async function handleRequest(
  request: Request,
  answer: (input: { app: App; requestId: string; headers: Headers }) => Promise<Response>,
): Promise<Response> {
  const requestId = newId('request');
  const app = compose();
  const path = new URL(request.url).pathname;
  const headers = new Headers();
  const response = await answer({ app, requestId, headers }).catch((error: unknown) => {
    // Nobody is left to read an answer, and what broke was the client's own connection.
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return errorResponse(error, { requestId, logger: app.logger, path });
  });
  countRequest(request.method, response.status);
  for (const [name, value] of headers) response.headers.set(name, value);
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}
