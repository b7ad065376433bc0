import type { Principal } from '@/lib/contract/principal';
import { resolvePrincipal } from '@/lib/auth/resolve-principal';
import type { App } from '@/lib/compose';
import { isAppError } from '@/lib/platform/app-error';

const recheckMs = 4000;

/**
 * Ties a stream to the credential that opened it: a suspended person, a revoked key or a changed role ends it
 * within seconds. Answers that do not stream cost nothing here.
 */
export function watchPrincipal(
  request: Request,
  app: App,
  opened: Principal,
): { signal: AbortSignal; follow(response: Response): Response } {
  const revoked = new AbortController();
  const signal = AbortSignal.any([request.signal, revoked.signal]);
  return {
    signal,
    follow(response) {
      if (response.body === null || !response.headers.get('content-type')?.startsWith('text/event-stream'))
        return response;
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const timer = setInterval(() => {
        const recheck = async () => {
          const principal = await resolvePrincipal(request, app);
          if (principal.role !== opened.role) revoked.abort();
        };
        recheck().catch((error: unknown) => {
          // Only a refusal ends the stream: a database that is away for a moment says nothing about rights.
          if (isAppError(error) && (error.code === 'unauthenticated' || error.code === 'forbidden'))
            revoked.abort(error);
        });
      }, recheckMs);
      timer.unref();
      response.body
        .pipeTo(writable, { signal: revoked.signal })
        .catch(() => undefined)
        .finally(() => clearInterval(timer));
      return new Response(readable, { status: response.status, headers: response.headers });
    },
  };
}
