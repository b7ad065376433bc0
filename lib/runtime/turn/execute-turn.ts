import { manifestDefaults } from '@/lib/contract/agent-manifest';
import type { DatabaseTrouble } from '@/lib/storage/database-unreachable';
import type { TurnKey } from '@/lib/storage/event-log-port';
import type { SessionKey, TurnState } from '@/lib/storage/turn-store-port';
import { finishTurn, supersedeUnfinished, type FinishedTurn, type TurnEnding } from './finish-turn';
import { runTurn } from './run-turn';
import {
  createTurnRun,
  type ParentTurn,
  type RunnerPorts,
  type StopReason,
  type TurnControl,
  type TurnRun,
} from './turn-run';

/** Ends a turn that is not to be run again before it is run, such as one that keeps taking processes with it. */
type Instead = Extract<TurnEnding, { status: 'error' }>;

/**
 * Loads a turn and runs it to its end, or ends it at once with `instead`. Does not throw: a bug, or a turn that cannot
 * even be loaded, ends the turn with a sentence, so that its session is free again and its stream closes. Answers the
 * session when a queued turn waits there for this one's end.
 */
export async function executeTurn(
  ports: RunnerPorts,
  key: TurnKey,
  control: TurnControl,
  { instead, state: given }: { instead?: Instead; state?: TurnState | undefined } = {},
): Promise<SessionKey | undefined> {
  let run: TurnRun | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const state = given ?? (await ports.turns.load(key));
    // Another's by now, or what it belongs to is gone: then it is ended, as it would be taken over again for ever.
    if (!state) return await ports.turns.abandon(key, cannotBeRead);
    run = createTurnRun(ports, { state, parent: await parentOf(ports, state) }, control);
    if (instead) return nextIn(run, await finishTurn(run, instead));
    const timeoutMs = (state.manifest.config.timeout_seconds ?? manifestDefaults.timeoutSeconds) * 1000;
    const leftMs = timeoutMs - (ports.clock.now().getTime() - state.startedAt.getTime());
    timer = setTimeout(
      () => control.stop.abort('server-execution-timeout' satisfies StopReason),
      Math.max(0, leftMs),
    );
    await supersedeUnfinished(run);
    return nextIn(run, await runTurn(run));
  } catch (error) {
    if (isFenced(error)) return undefined;
    const trouble = ports.databaseTrouble?.(error);
    if (trouble) return await leaveForLater(ports, key, { error, trouble, hasProgress: run?.hasProgress() });
    return await closeFailed(ports, key, run, error);
  } finally {
    clearTimeout(timer);
  }
}

/** How a turn ends whose session or run is no longer stored. Nothing happens when it is merely another process's. */
const cannotBeRead = {
  code: 'internal',
  message: 'The session of this turn is no longer stored, so it cannot go on. Start another session.',
} as const;

/**
 * The database went away under a statement whose answer is not known. What is stored says how far the turn has come,
 * so it is given up and taken over, here or elsewhere, from there. It may be the turn's own doing, such as a write that
 * always takes too long: when it came no further this time, that counts, so that it is not tried for ever. A full disk
 * is nobody's doing.
 */
async function leaveForLater(
  ports: RunnerPorts,
  key: TurnKey,
  met: { error: unknown; trouble: DatabaseTrouble; hasProgress: boolean | undefined },
): Promise<undefined> {
  ports.logger.warn({ err: met.error, turn_id: key.turnId }, 'a turn waits for the database');
  const countsAsDeath = met.hasProgress !== true && met.trouble !== 'disk_full';
  // Without this the lease runs out, which takes a few seconds longer.
  await ports.turns.release([key], { countsAsDeath }).catch(() => undefined);
  return undefined;
}

async function parentOf(
  ports: RunnerPorts,
  { key, previousTurnId }: TurnState,
): Promise<ParentTurn | undefined> {
  if (previousTurnId === null) return undefined;
  const kept = await ports.contexts.of({ organisationId: key.organisationId, turnId: previousTurnId });
  return kept && { turnId: previousTurnId, ...kept };
}

async function closeFailed(
  ports: RunnerPorts,
  key: TurnKey,
  run: TurnRun | undefined,
  error: unknown,
): Promise<SessionKey | undefined> {
  ports.logger.error({ err: error, turn_id: key.turnId }, 'a turn failed');
  const message =
    'Something went wrong inside the harness while this turn ran. The messages that were finished are kept; send another one to go on.';
  const ending = { status: 'error', code: 'internal', message } as const;
  const finished = run && (await finishTurn(run, ending).catch(() => undefined));
  if (run && finished) return nextIn(run, finished);
  return abandonTurn(ports, key, {
    code: 'internal',
    message: `Something went wrong inside the harness while this turn ran. ${notKept}`,
  });
}

/** Why what a turn said is lost on the agent when it was ended without being read. */
export const notKept =
  'What was said in it can still be read, but the agent goes on from before it: send the message again.';

/**
 * Ends a turn without its state. When even that fails, the lease runs out and it is tried again. Answers the session
 * when a queued turn waits there.
 */
export function abandonTurn(
  ports: RunnerPorts,
  key: TurnKey,
  ending: { code: string; message: string },
): Promise<SessionKey | undefined> {
  return ports.turns.abandon(key, ending).catch((cause: unknown) => {
    ports.logger.error({ err: cause, turn_id: key.turnId }, 'a turn could not be ended');
    return undefined;
  });
}

function nextIn({ state }: TurnRun, finished: FinishedTurn | 'goes on' | undefined): SessionKey | undefined {
  if (finished === undefined || finished === 'goes on' || !finished.hasQueued) return undefined;
  return { organisationId: state.key.organisationId, sessionId: state.sessionId };
}

function isFenced(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'isFenced' in error;
}
