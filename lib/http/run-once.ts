import type { FeatureContext } from '@/lib/features/feature-context';
import { AppError, isAppError } from '@/lib/platform/app-error';
import {
  abandonedAfterSeconds,
  claimIdempotencyKey,
  releaseIdempotencyKey,
  renewIdempotencyClaim,
  storeIdempotentAnswer,
  type ClaimedKey,
  type IdempotencyClaim,
} from '@/lib/storage/idempotency';
import { isLostRace } from '@/lib/storage/lost-race';
import { reusedKey } from '@/lib/storage/turn-request';
import { readIdempotencyKey } from './idempotency-key';

const renewEveryMs = (abandonedAfterSeconds * 1000) / 4;

/** What is kept of a run. It is sealed: an answer may hold a secret that is shown once. */
export type Kept = { status: number; text: string };

type Once<Result> = {
  context: FeatureContext;
  body: unknown;
  run: () => Promise<Result>;
  /** Undefined: nothing was created, so a repeat may run. */
  keep: (result: Result) => Promise<Kept | undefined>;
  replay: (kept: Kept) => Promise<Result> | Result;
};

/**
 * Runs a creating request once per `Idempotency-Key` and gives its repeats what the first one got. A refused
 * request leaves nothing behind, so that it can be repeated corrected. Of one that failed it is not known whether it
 * created something: its key stays taken for a minute.
 */
export async function runOnce<Result>(request: Request, once: Once<Result>): Promise<Result> {
  const asked = readIdempotencyKey(request, once.body);
  if (asked === undefined) return once.run();
  const { scope, principal, secretBox, logger } = once.context;
  const actorId = principal.userId;
  const seal = `idempotency:${scope.organisationId}:${actorId}:${asked.key}`;
  const claimed = await claimIdempotencyKey(scope, { actorId, ...asked });
  if (claimed.state === 'taken') {
    const { status, sealedBody } = requireAnswer(claimed, asked.requestHash);
    return once.replay({ status, text: secretBox.open(sealedBody, seal) });
  }
  const result = await held(once, claimed.claim);
  const kept = await once.keep(result);
  const settled =
    kept === undefined
      ? releaseIdempotencyKey(scope, claimed.claim)
      : storeIdempotentAnswer(scope, claimed.claim, {
          status: kept.status,
          sealedBody: secretBox.seal(kept.text, seal),
        });
  // The request is done and is answered; only a repeat within the next day would have read this.
  await settled.catch((error: unknown) =>
    logger.warn({ err: error }, 'The answer to an Idempotency-Key could not be kept.'),
  );
  return result;
}

/** Runs it with the claim kept alive, however long a body takes to arrive. */
async function held<Result>({ context, run }: Once<Result>, claim: ClaimedKey): Promise<Result> {
  const { scope, logger } = context;
  const note = (error: unknown) => logger.warn({ err: error }, 'A claim of an Idempotency-Key is in doubt.');
  const renewing = setInterval(() => void renewIdempotencyClaim(scope, claim).catch(note), renewEveryMs);
  try {
    return await run();
  } catch (error) {
    if (isAppError(error) || isLostRace(error)) await releaseIdempotencyKey(scope, claim).catch(note);
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

function requireAnswer(claim: Extract<IdempotencyClaim, { state: 'taken' }>, requestHash: string) {
  if (claim.requestHash !== requestHash) throw reusedKey();
  if (claim.answer === undefined) {
    const message =
      'The first request with this Idempotency-Key is still being answered, or failed less than a minute ago. Try again in a moment.';
    throw new AppError('idempotency_conflict', message, { param: 'Idempotency-Key', retryAfterSeconds: 1 });
  }
  return claim.answer;
}
