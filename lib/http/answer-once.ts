import type { FeatureContext } from '@/lib/features/feature-context';
import { AppError } from '@/lib/platform/app-error';
import { digestOf } from '@/lib/platform/canonical-json';
import { claimIdempotencyKey, releaseIdempotencyKey, storeIdempotentAnswer } from '@/lib/storage/idempotency';

const keyForm = /^[\x21-\x7e]{1,255}$/;

/**
 * Answers a repeat of a creating POST with what the first one got. The stored answer is sealed: it may hold a
 * secret that is shown once. A refused request leaves nothing behind, so that it can be repeated corrected.
 */
export async function answerOnce(
  request: Request,
  { context, body, answer }: { context: FeatureContext; body: unknown; answer: () => Promise<Response> },
): Promise<Response> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return answer();
  if (!keyForm.test(key)) {
    throw new AppError(
      'invalid_request',
      'The Idempotency-Key must be 1 to 255 visible ASCII characters. A UUID will do.',
      { param: 'Idempotency-Key' },
    );
  }
  const { scope, principal, secretBox } = context;
  const actorId = principal.userId;
  const requestHash = digestOf([request.method, new URL(request.url).pathname, body ?? null]);
  const seal = `idempotency:${scope.organisationId}:${actorId}:${key}`;
  const claim = await claimIdempotencyKey(scope, { actorId, key, requestHash });
  if (claim.state === 'taken') {
    if (claim.requestHash !== requestHash) {
      throw new AppError(
        'idempotency_conflict',
        'This Idempotency-Key was used for another request. Use a new key for a new request.',
        { param: 'Idempotency-Key' },
      );
    }
    if (claim.answer === undefined) {
      throw new AppError(
        'idempotency_conflict',
        'The first request with this Idempotency-Key is still being answered. Try again in a moment.',
        { retryAfterSeconds: 1 },
      );
    }
    const text = secretBox.open(claim.answer.sealedBody, seal);
    const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
    return new Response(text, { status: claim.answer.status, headers });
  }
  try {
    const response = await answer();
    if (response.ok && response.headers.get('content-type')?.startsWith('application/json')) {
      const sealedBody = secretBox.seal(await response.clone().text(), seal);
      await storeIdempotentAnswer(scope, { actorId, key, status: response.status, sealedBody });
    } else {
      await releaseIdempotencyKey(scope, { actorId, key });
    }
    return response;
  } catch (error) {
    await releaseIdempotencyKey(scope, { actorId, key });
    throw error;
  }
}
