import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/auth-options';
import { requireOwnOrigin } from '@/lib/auth/own-origin';
import { hasOwnHost } from '@/lib/auth/request-origin';
import { handleRequest } from '@/lib/http/handle-request';
import type { RouteContext } from '@/lib/http/route-definition';
import { AppError } from '@/lib/platform/app-error';

/** next-auth's own endpoints; they make the principal, so they cannot ask for one. */
async function handle(request: Request, route: RouteContext): Promise<Response> {
  return handleRequest(request, async ({ app }) => {
    if (!hasOwnHost(request, app.env))
      throw new AppError(
        'invalid_request',
        'This host name is not one of this installation. Open it under its own address, or set TACKROOM_URL.',
      );
    requireOwnOrigin(request, app.env);
    // Next hands route handlers its own request; next-auth declares no type for its answer.
    const { nextauth } = await route.params;
    const params = { nextauth: [nextauth ?? []].flat() };
    return (await NextAuth(request as NextRequest, { params }, authOptions(app))) as Response;
  });
}

export { handle as GET, handle as POST };
