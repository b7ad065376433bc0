import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/auth-options';
import { requireOwnOrigin } from '@/lib/auth/own-origin';
import { hasOwnHost } from '@/lib/auth/request-origin';
import { errorResponse } from '@/lib/http/error-response';
import { handleRequest } from '@/lib/http/handle-request';
import type { RouteContext } from '@/lib/http/route-definition';
import { AppError } from '@/lib/platform/app-error';
import { databaseTrouble } from '@/lib/storage/database-unreachable';

/** next-auth's own endpoints; they make the principal, so they cannot ask for one. */
async function handle(request: Request, route: RouteContext): Promise<Response> {
  return handleRequest(request, async ({ app, requestId }) => {
    if (!hasOwnHost(request, app.env))
      throw new AppError(
        'invalid_request',
        'This host name is not one of this installation. Open it under its own address, or set TACKROOM_URL.',
      );
    requireOwnOrigin(request, app.env);
    const { nextauth } = await route.params;
    const params = { nextauth: [nextauth ?? []].flat() };
    let failure: unknown;
    const options = authOptions(app, (error) => (failure = error));
    // Next hands route handlers its own request; next-auth declares no type for its answer.
    const answer = (await NextAuth(request as NextRequest, { params }, options)) as Response;
    const hasOutage = failure instanceof Error && databaseTrouble(failure.cause) !== undefined;
    if (!hasOutage) return answer;
    // An outage is not a wrong password. The sign-in form finds its sentence in the address that next-auth gives.
    const { logger } = app;
    const refusal = errorResponse(failure, { requestId, logger, path: new URL(request.url).pathname });
    const [body, forForm]: unknown[] = await Promise.all([
      refusal.json(),
      answer.json().catch(() => undefined),
    ]);
    const { status, headers } = refusal;
    return Response.json({ ...Object(forForm), ...Object(body) }, { status, headers: retryAfterOf(headers) });
  });
}

function retryAfterOf(headers: Headers): HeadersInit {
  return { 'retry-after': headers.get('retry-after') ?? '5' };
}

export { handle as GET, handle as POST };
