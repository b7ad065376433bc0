import type { StreamEvent } from '@/lib/contract/event';
import type { OptInEvent } from '@/lib/contract/opt-in-event';
import { toStreamEvent } from '@/lib/runtime/session/native-events';
import type { FeatureContext } from '../feature-context';
import type { SteerPlace } from './accepted-turn';
import { followTurn, type Follow } from './follow-turn';
import { createLogReader } from './log-reader';

/**
 * The stream of a message that joined a running turn. It begins as every stream of a turn does, with `turn.created`, at
 * once: that names the turn, which a client that is cut off has to know. After it nothing comes until the turn has
 * taken the message in, because what the model says before that is no answer to it.
 */
export async function* followSteered(
  context: FeatureContext,
  { steer, ...follow }: Omit<Follow, 'afterSequenceId' | 'from'> & { steer: SteerPlace },
): AsyncGenerator<(StreamEvent | OptInEvent)[]> {
  const created = await readCreated(context, follow);
  if (created) yield [created];
  yield* followTurn(context, {
    ...follow,
    afterSequenceId: steer.afterSequenceId,
    from: (event) =>
      // A turn that ended without the message says so.
      event.type === 'turn.done' || (event.type === 'turn.steered' && event.payload.number === steer.number),
  });
}

/** The first event of a turn; undefined when nobody listens any more. */
async function readCreated(
  { harness: { log, draining }, scope }: FeatureContext,
  follow: Pick<Follow, 'turnId' | 'signal'>,
): Promise<StreamEvent | undefined> {
  const signal = AbortSignal.any([follow.signal, draining]);
  const key = { organisationId: scope.organisationId, turnId: follow.turnId };
  const reader = createLogReader(log, key, { afterSequenceId: 0, signal, readAtOnce: 1 });
  try {
    while (!signal.aborted) {
      const [first] = await reader.next();
      if (first) return toStreamEvent(first);
    }
    return undefined;
  } finally {
    reader.close();
  }
}
