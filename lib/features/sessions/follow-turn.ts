import type { StreamEvent } from '@/lib/contract/event';
import type { LogEvent } from '@/lib/contract/log-event';
import type { OptInEvent, TurnInclude } from '@/lib/contract/opt-in-event';
import { AppError } from '@/lib/platform/app-error';
import { toStreamEvent } from '@/lib/runtime/session/native-events';
import { toOptInEvent } from '@/lib/runtime/session/opt-in-events';
import type { FeatureContext } from '../feature-context';
import { createLogReader } from './log-reader';
import { readTurn } from './read-turns';
import { requireServing } from './require-serving';

const replayMs = 5 * 60_000;

export type Follow = {
  turnId: string;
  afterSequenceId: number;
  /** The first event that is shown; those before it are passed over. Unset, it is the first one after the number. */
  from?: (event: LogEvent) => boolean;
  include?: readonly TurnInclude[] | undefined;
  signal: AbortSignal;
};

/** Live events of a turn after a sequence number, as they arrive together. Ends after `turn.done`. */
export async function* followTurn(
  context: FeatureContext,
  follow: Follow,
): AsyncGenerator<(StreamEvent | OptInEvent)[]> {
  const include = follow.include ?? [];
  const { log, draining } = context.harness;
  const signal = AbortSignal.any([follow.signal, draining]);
  const key = { organisationId: context.scope.organisationId, turnId: follow.turnId };
  const reader = createLogReader(log, key, { afterSequenceId: follow.afterSequenceId, signal });
  let from = follow.from;
  try {
    while (!signal.aborted) {
      const arrived = await reader.next();
      const start = from ? arrived.findIndex(from) : 0;
      if (start === -1) continue;
      from = undefined;
      const events = arrived.slice(start);
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
  const endedAgoMs = context.harness.clock.now().getTime() - Date.parse(turn.ended_at);
  if (afterSequenceId !== undefined && endedAgoMs < replayMs) return;
  throw new AppError('gone', 'This turn has ended, so there is nothing to stream. Read its events instead.');
}
