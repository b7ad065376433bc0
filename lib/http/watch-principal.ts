import type { Principal } from '@/lib/contract/principal';
import { resolvePrincipal } from '@/lib/auth/resolve-principal';
import type { App } from '@/lib/compose';
import { isAppError } from '@/lib/platform/app-error';

/** Together with the age of what is cached about a credential below the five seconds that are promised. */
const recheckMs = 2000;

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
      const body = watchedBody(response.body, revoked.signal, () => clearInterval(timer));
      return new Response(body, { status: response.status, headers: response.headers });
    },
  };
}

/** The same bytes until `revoked` cuts them off; tells once when the stream is over, however it ends. */
function watchedBody(
  body: ReadableStream<Uint8Array>,
  revoked: AbortSignal,
  onOver: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const cut = () => {
          onOver();
          controller.error(revoked.reason);
          // Afterwards: whoever listens to the signal ends the stream in order, and then there is nothing left to cancel.
          queueMicrotask(() => void reader.cancel(revoked.reason).catch(() => undefined));
        };
        revoked.addEventListener('abort', cut, { once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (revoked.aborted) return;
          if (!done) controller.enqueue(value);
          else {
            onOver();
            controller.close();
          }
        } catch (error) {
          onOver();
          throw error;
        }
      },
      cancel(reason) {
        onOver();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
