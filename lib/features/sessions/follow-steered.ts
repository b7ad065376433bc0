import type { StreamEvent } from '@/lib/contract/event';
import type { OptInEvent } from '@/lib/contract/opt-in-event';
import type { LogEvent } from '@/lib/contract/log-event';
import type { FeatureContext } from '../feature-context';
import type { SteerPlace } from './accepted-turn';
import { followTurn } from './follow-turn';

const pollMs = 1000;
const readAtOnce = 500;

type Follow = Omit<Parameters<typeof followTurn>[1], 'afterSequenceId'> & { steer: SteerPlace };

/**
 * Live events of a running turn from a message on that joined it. Nothing comes until the turn has taken the message
 * in, because what the model says before that is no answer to it.
 */
export async function* followSteered(
  context: FeatureContext,
  { steer, ...follow }: Follow,
): AsyncGenerator<(StreamEvent | OptInEvent)[]> {
  const sequenceId = await waitUntilTaken(context, { ...follow, steer });
  if (sequenceId !== undefined) yield* followTurn(context, { ...follow, afterSequenceId: sequenceId - 1 });
}

/** The message's place in the log; the end's for a turn that ended without it; undefined when nobody listens any more. */
async function waitUntilTaken(
  { harness, scope }: FeatureContext,
  { turnId, steer, ...follow }: Follow,
): Promise<number | undefined> {
  const { log, draining } = harness;
  const signal = AbortSignal.any([follow.signal, draining]);
  const key = { organisationId: scope.organisationId, turnId };
  const isSought = (event: LogEvent) =>
    event.type === 'turn.done' || (event.type === 'turn.steered' && event.payload.number === steer.number);
  let last = steer.afterSequenceId;
  let wake: (() => void) | undefined;
  const unsubscribe = log.subscribe(turnId, (events) => {
    if (events.length === 0 || events.some(isSought)) wake?.();
  });
  const onAbort = () => wake?.();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      // Made before the reading: a message that comes during it is not slept over.
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const events = await log.read(key, last, readAtOnce);
      const found = events.find(isSought);
      if (found) return found.sequence_id;
      last = events.at(-1)?.sequence_id ?? last;
      if (events.length < readAtOnce && !signal.aborted) await atMost(pollMs, woken);
    }
    return undefined;
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', onAbort);
  }
}

async function atMost(ms: number, woken: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([woken, over]);
  clearTimeout(timer);
}
