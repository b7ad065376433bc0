import type { StreamEvent } from '@/lib/contract/event';
import type { OptInEvent, TurnInclude } from '@/lib/contract/opt-in-event';
import { AppError } from '@/lib/platform/app-error';
import { toStreamEvent } from '@/lib/runtime/session/native-events';
import { toOptInEvent } from '@/lib/runtime/session/opt-in-events';
import type { FeatureContext } from '../feature-context';
import { createLogReader } from './log-reader';
import { readTurn } from './read-turns';
import { requireServing } from './require-serving';

const replayMs = 5 * 60_000;

/** Live events of a turn after a sequence number, as they arrive together. Ends after `turn.done`. */
export async function* followTurn(
  context: FeatureContext,
  follow: {
    turnId: string;
    afterSequenceId: number;
    include?: readonly TurnInclude[] | undefined;
    signal: AbortSignal;
  },
): AsyncGenerator<(StreamEvent | OptInEvent)[]> {
  const include = follow.include ?? [];
  const { log, draining } = context.harness;
  const signal = AbortSignal.any([follow.signal, draining]);
  const key = { organisationId: context.scope.organisationId, turnId: follow.turnId };
  const reader = createLogReader(log, key, { afterSequenceId: follow.afterSequenceId, signal });
  try {
    while (!signal.aborted) {
      const events = await reader.next();
      const shown = events.flatMap((event) => toStreamEvent(event) ?? toOptInEvent(event, include) ?? []);
      if (shown.length > 0) yield shown;
      if (events.some((event) => event.type === 'turn.done')) return;
    }
  } finally {
    reader.close();
  }
}

/** Whether a turn's stream can be opened: a running one, or an ended one that is resumed within five minutes. */
export async function openTurnStream(
  context: FeatureContext,
  sessionId: string,
  turnId: string,
  afterSequenceId: number | undefined,
): Promise<void> {
  requireServing(context);
  const turn = await readTurn(context, sessionId, turnId);
  if (turn.ended_at === null) return;
  const endedAgoMs = Date.now() - Date.parse(turn.ended_at);
  if (afterSequenceId !== undefined && endedAgoMs < replayMs) return;
  throw new AppError('gone', 'This turn has ended, so there is nothing to stream. Read its events instead.');
}
