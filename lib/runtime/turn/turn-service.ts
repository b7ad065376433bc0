import { manifestDefaults } from '@/lib/contract/agent-manifest';
import type { TurnKey } from '@/lib/storage/event-log-port';
import type { TurnOwner } from '@/lib/storage/turn-store-port';
import type { RuntimePorts } from '../runtime-ports';
import { finishTurn } from './finish-turn';
import { runTurn } from './run-turn';
import { createTurnRun, type StopReason, type TurnRun } from './turn-run';

const renewEveryMs = 3000;
const sweepEveryMs = 2000;
const claimAtOnce = 20;
const deathsMax = 3;

/** Runs turns in this process, keeps their leases and takes over those that others left. */
export interface TurnService {
  readonly owner: TurnOwner;
  /** Runs a turn that was just created or claimed. Returns at once; the log tells the rest. */
  start(key: TurnKey): void;
  /** Stops a turn that runs here. False when it runs elsewhere: its owner sees the stored request within seconds. */
  stop(turnId: string, reason: StopReason): boolean;
  /** Resolves when a turn that runs here has ended; at once when it does not. */
  ended(turnId: string): Promise<void>;
  /** Starts renewing and sweeping. Called once a process, where the app starts. */
  openLoops(): void;
  /** Stops taking turns, hands over those that run, and resolves when none is left. */
  drain(): Promise<void>;
}

type Running = { key: TurnKey; stop: AbortController; ended: Promise<void> };

export function createTurnService(ports: RuntimePorts): TurnService {
  const running = new Map<string, Running>();
  const timers: NodeJS.Timeout[] = [];
  let isDraining = false;

  async function execute(key: TurnKey, stop: AbortController): Promise<void> {
    const state = await ports.turns.load(key);
    if (!state) return;
    const timeoutMs = (state.manifest.config.timeout_seconds ?? manifestDefaults.timeoutSeconds) * 1000;
    const spentMs = ports.clock.now().getTime() - state.createdAt.getTime();
    const timer = setTimeout(
      () => stop.abort('server-execution-timeout' satisfies StopReason),
      Math.max(0, timeoutMs - spentMs),
    );
    const run = createTurnRun(ports, state, stop);
    try {
      await supersedeUnfinished(run);
      await runTurn(run);
    } catch (error) {
      await closeFailed(run, error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The one handler of throws: a bug ends the turn with a sentence and closes the stream. */
  async function closeFailed(run: TurnRun, error: unknown): Promise<void> {
    if (isFenced(error)) return;
    ports.logger.error(
      { err: error, turn_id: run.state.key.turnId, session_id: run.state.sessionId },
      'a turn failed',
    );
    const message =
      'Something went wrong inside the harness while this turn ran. What was said is kept; send another message to go on.';
    await finishTurn(run, { status: 'error', code: 'internal', message }).catch(() => undefined);
  }

  /** A turn that took three processes with it is not tried on a fourth. */
  async function closeCrashLoop(key: TurnKey): Promise<void> {
    const state = await ports.turns.load(key);
    if (!state) return;
    const message = `The server died ${deathsMax} times while it ran this turn, so it is not tried again. What was said is kept; send another message to go on.`;
    await finishTurn(createTurnRun(ports, state, new AbortController()), {
      status: 'error',
      code: 'crash_loop',
      message,
    });
  }

  const service: TurnService = {
    owner: ports.owner,
    start(key) {
      const stop = new AbortController();
      const ended = execute(key, stop)
        .catch((error: unknown) =>
          ports.logger.error({ err: error, turn_id: key.turnId }, 'a turn could not be run'),
        )
        .finally(() => running.delete(key.turnId));
      running.set(key.turnId, { key, stop, ended });
    },
    stop(turnId, reason) {
      const turn = running.get(turnId);
      turn?.stop.abort(reason);
      return turn !== undefined;
    },
    ended: (turnId) => running.get(turnId)?.ended ?? Promise.resolve(),
    openLoops() {
      timers.push(every(renewEveryMs, renew, ports), every(sweepEveryMs, sweep, ports));
      void sweep().catch(() => undefined);
    },
    async drain() {
      isDraining = true;
      for (const timer of timers.splice(0)) clearInterval(timer);
      const left = [...running.values()];
      for (const turn of left) turn.stop.abort('handover' satisfies StopReason);
      await Promise.all(left.map((turn) => turn.ended));
      await ports.turns.release(left.map((turn) => turn.key));
    },
  };

  async function renew(): Promise<void> {
    const keys = [...running.values()].map((turn) => turn.key);
    if (keys.length === 0) return;
    const { held, cancelRequested } = await ports.turns.renew(keys);
    for (const { turnId } of keys) {
      if (!held.has(turnId)) running.get(turnId)?.stop.abort('fenced' satisfies StopReason);
      else if (cancelRequested.has(turnId))
        running.get(turnId)?.stop.abort('client-cancelled' satisfies StopReason);
    }
  }

  async function sweep(): Promise<void> {
    if (isDraining) return;
    for (const claimed of await ports.turns.claimExpired(claimAtOnce)) {
      if (claimed.deaths < deathsMax) service.start(claimed);
      else await closeCrashLoop(claimed);
    }
  }

  return service;
}

/** A message that a crash cut in the middle is taken back before the turn goes on: the model will say it anew. */
async function supersedeUnfinished(run: TurnRun): Promise<void> {
  const finished = new Set<string>();
  const begun = new Set<string>();
  for (const event of run.state.events) {
    if (event.type === 'model.message' || (event.type === 'model.delta' && event.payload.superseded))
      finished.add(event.payload.message_id);
    else if (event.type === 'model.delta') begun.add(event.payload.message_id);
  }
  const cut = [...begun].filter((id) => !finished.has(id));
  if (cut.length === 0) return;
  await run.append(
    cut.map((id) => ({
      type: 'model.delta',
      thread_id: 'main',
      payload: { message_id: id, superseded: true },
    })),
  );
}

function isFenced(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'isFenced' in error;
}

function every(ms: number, work: () => Promise<void>, ports: RuntimePorts): NodeJS.Timeout {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    work()
      .catch((error: unknown) => ports.logger.warn({ err: error }, 'leases could not be kept this time'))
      .finally(() => {
        isBusy = false;
      });
  }, ms);
  timer.unref();
  return timer;
}
