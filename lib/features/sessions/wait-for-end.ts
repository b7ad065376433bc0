import { AppError } from '@/lib/platform/app-error';
import { systemClock } from '@/lib/platform/clock';
import { findTurn } from '@/lib/storage/turns';
import type { FeatureContext } from '../feature-context';

/** A tool call that was sent is waited for, within its own minute; this is a little longer. */
const waitMs = 75_000;
const pollMs = 250;

/** Waits until a turn that was asked to stop has ended, here or in another process. */
export async function waitForEnd(context: FeatureContext, sessionId: string, turnId: string): Promise<void> {
  const deadline = AbortSignal.timeout(waitMs);
  while (!deadline.aborted) {
    const endsHere = context.harness.turns.ended(turnId);
    await Promise.race([
      ...(endsHere ? [endsHere] : []),
      systemClock.sleep(pollMs, deadline).catch(() => undefined),
    ]);
    const turn = await findTurn(context.scope, sessionId, turnId);
    if (!turn || (turn.status !== 'running' && turn.status !== 'queued')) return;
  }
  const message =
    'The running turn has not stopped yet, because a tool call it made is still waiting for its answer. Try again in a moment.';
  throw new AppError('turn_running', message, { retryAfterSeconds: 5 });
}
