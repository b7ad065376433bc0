import type { FeatureContext } from '@/lib/features/feature-context';
import { AppError } from '@/lib/platform/app-error';
import { digestOf } from '@/lib/platform/canonical-json';
import {
  claimIdempotencyKey,
  releaseIdempotencyKey,
  storeIdempotentAnswer,
  type IdempotencyClaim,
} from '@/lib/storage/idempotency';

const keyForm = /^[\x21-\x7e]{1,255}$/;

/** What is kept of a run. It is sealed: an answer may hold a secret that is shown once. */
export type Kept = { status: number; text: string };

type Once<Result> = {
  context: FeatureContext;
  body: unknown;
  run: () => Promise<Result>;
  /** Undefined: nothing was created, so a repeat may run. */
  keep: (result: Result) => Promise<Kept | undefined>;
  replay: (kept: Kept) => Result;
};

/**
 * Runs a creating request once per `Idempotency-Key` and gives its repeats what the first one got. A refused
 * request leaves nothing behind, so that it can be repeated corrected.
 */
export async function runOnce<Result>(request: Request, once: Once<Result>): Promise<Result> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return once.run();
  if (!keyForm.test(key)) {
    const message = 'The Idempotency-Key must be 1 to 255 visible ASCII characters. A UUID will do.';
    throw new AppError('invalid_request', message, { param: 'Idempotency-Key' });
  }
  const { scope, principal, secretBox } = once.context;
  const actorId = principal.userId;
  const { pathname, search } = new URL(request.url);
  const requestHash = digestOf([request.method, pathname, search, once.body ?? null]);
  const seal = `idempotency:${scope.organisationId}:${actorId}:${key}`;
  const claim = await claimIdempotencyKey(scope, { actorId, key, requestHash });
  if (claim.state === 'taken') {
    const { status, sealedBody } = requireAnswer(claim, requestHash);
    return once.replay({ status, text: secretBox.open(sealedBody, seal) });
  }
  try {
    const result = await once.run();
    const kept = await once.keep(result);
    if (kept === undefined) await releaseIdempotencyKey(scope, { actorId, key });
    else {
      const sealedBody = secretBox.seal(kept.text, seal);
      await storeIdempotentAnswer(scope, { actorId, key, status: kept.status, sealedBody });
    }
    return result;
  } catch (error) {
    await releaseIdempotencyKey(scope, { actorId, key });
    throw error;
  }
}

function requireAnswer(claim: Extract<IdempotencyClaim, { state: 'taken' }>, requestHash: string) {
  const param = 'Idempotency-Key';
  if (claim.requestHash !== requestHash) {
    const message = 'This Idempotency-Key was used for another request. Use a new key for a new request.';
    throw new AppError('idempotency_conflict', message, { param });
  }
  if (claim.answer === undefined) {
    const message =
      'The first request with this Idempotency-Key is still being answered. Try again in a moment.';
    throw new AppError('idempotency_conflict', message, { param, retryAfterSeconds: 1 });
  }
  return claim.answer;
}
