import type { ClaimedTurn, TurnKey } from '@/lib/storage/event-log-port';
import type { SessionKey, TurnOwner, TurnState } from '@/lib/storage/turn-store-port';
import type { RuntimePorts } from '../runtime-ports';
import { createContextCache } from '../context/context-cache';
import { abandonTurn, executeTurn, notKept } from './execute-turn';
import type { StopReason, TurnControl } from './turn-run';

const renewEveryMs = 3000;
const sweepEveryMs = 2000;
const claimAtOnce = 20;
const deathsMax = 3;
/** Longer is not waited for what runs: the process has to be gone soon, and another one can go on. */
const handOverMs = 18_000;

/** Runs turns in this process, keeps their leases and takes over those that others left. */
export interface TurnService {
  readonly owner: TurnOwner;
  /**
   * Runs a turn that was just created or claimed, from `state` when its creator has it already. Returns at once; the
   * log tells the rest.
   */
  start(key: TurnKey, state?: TurnState): void;
  /** Stops a turn that runs here. False when it runs elsewhere: its owner is told to look for the stored request. */
  stop(turnId: string, reason: StopReason): boolean;
  /** Tells a turn that messages have joined it; when it runs elsewhere its owner is told to look for them. */
  steered(turnId: string, steerCount: number): void;
  /** Starts the oldest queued turn of a session, if its time has come. Returns at once, as the sweep would do it too. */
  promote(session: SessionKey): void;
  /** Resolves when a turn that runs here has ended; undefined when it does not run here. */
  ended(turnId: string): Promise<void> | undefined;
  /** Starts renewTimer and sweeping. Called once a process, where the app starts. */
  openLoops(): void;
  /** Stops taking turns, hands over those that run, and resolves when none is left. */
  drain(): Promise<void>;
}

type Running = TurnControl & { key: TurnKey; ended: Promise<void> };

export function createTurnService(given: RuntimePorts): TurnService {
  const ports = { ...given, contexts: createContextCache(given.turns) };
  const running = new Map<string, Running>();
  /** Claims and promotions under way, and what they bring: a drain lets them arrive first. */
  const taking = new Set<Promise<void>>();
  let renewTimer: NodeJS.Timeout | undefined;
  let sweepTimer: NodeJS.Timeout | undefined;
  let isDraining = false;
  let wasCutOff = false;
  let sweeping: Promise<void> | undefined;
  let renewedAt = ports.clock.now().getTime();

  function run(key: TurnKey, work: (control: TurnControl) => Promise<SessionKey | undefined>): void {
    const control: TurnControl = { stop: new AbortController(), hints: { steerCount: 0 } };
    // What comes while this process stops, created or claimed, is left to the next one at once.
    const doing = isDraining ? giveUp([key]) : work(control);
    // A process that slept may take over a turn of its own: the old run stops, and does not take the new one's entry
    // with it.
    running.get(key.turnId)?.stop.abort('fenced' satisfies StopReason);
    const finished = doing.finally(() => {
      if (running.get(key.turnId)?.stop === control.stop) running.delete(key.turnId);
    });
    const ended = finished.then((next) => next && promote(next));
    running.set(key.turnId, { key, ...control, ended });
  }

  function start(key: TurnKey, state?: TurnState): void {
    run(key, (control) => executeTurn(ports, key, control, { state }));
  }

  function promote(session: SessionKey): Promise<void> {
    return isDraining ? Promise.resolve() : tracked(taking, startNext(session));
  }

  async function startNext(session: SessionKey): Promise<void> {
    try {
      const promoted = await ports.turns.promote(session);
      if (!promoted) return;
      ports.log.announce([promoted.started]);
      start(promoted.key);
    } catch (error) {
      // Nothing is lost: the sweep finds the queued turn.
      ports.logger.warn({ err: error, session_id: session.sessionId }, 'a queued turn could not start yet');
    }
  }

  function takeOver(claimed: ClaimedTurn): void {
    run(claimed, (control) => {
      // As many again, and not even its end could be written: then without reading it.
      if (claimed.deaths >= 2 * deathsMax) return abandonTurn(ports, claimed, unreadCrashLoop);
      if (claimed.deaths >= deathsMax) return executeTurn(ports, claimed, control, { instead: crashLoop });
      if (claimed.stopRequest) control.stop.abort(claimed.stopRequest satisfies StopReason);
      return executeTurn(ports, claimed, control);
    });
  }

  async function renewAll(): Promise<void> {
    await renew([...running.values()].map((turn) => turn.key));
    renewedAt = ports.clock.now().getTime();
  }

  async function renew(keys: readonly TurnKey[]): Promise<void> {
    if (keys.length === 0) return;
    const renewed = await ports.turns.renew(keys);
    for (const { turnId, fence } of keys) {
      const turn = running.get(turnId);
      // Meanwhile this process may have taken the turn over from itself, and this answer is about the old run.
      if (turn?.key.fence !== fence) continue;
      const asked = renewed.get(turnId);
      if (!asked) turn.stop.abort('fenced' satisfies StopReason);
      else if (asked.stopRequest) turn.stop.abort(asked.stopRequest satisfies StopReason);
      hint(turnId, asked?.steerCount ?? 0);
    }
  }

  function sweep(): Promise<void> {
    return isDraining ? Promise.resolve() : tracked(taking, takeWhatIsLeft());
  }

  async function takeWhatIsLeft(): Promise<void> {
    if (wasCutOff) {
      // In an outage every lease runs out. Whoever lives keeps theirs first, and the next sweep takes what is left.
      await ports.turns.promotable(1);
      wasCutOff = false;
      await renewAll();
      return;
    }
    // This process may have slept: its own turns are kept, not taken over from itself.
    if (ports.clock.now().getTime() - renewedAt > 2 * renewEveryMs) await renewAll();
    const expired = await ports.turns.claimExpired(claimAtOnce).catch((error: unknown) => {
      wasCutOff = true;
      throw error;
    });
    for (const claimed of expired) takeOver(claimed);
    // Queues whose process died before it could go on with them, or whose calls have expired.
    for (const session of await ports.turns.promotable(claimAtOnce)) await promote(session);
  }

  /** Stops a turn here and gives it up as soon as it stands still: a call that was sent is waited for. */
  async function handOver(turn: Running): Promise<void> {
    turn.stop.abort('handover' satisfies StopReason);
    await turn.ended;
    await giveUp([turn.key]);
  }

  async function giveUp(keys: readonly TurnKey[]): Promise<undefined> {
    // Without this their leases run out, which takes a few seconds longer.
    await ports.turns.release(keys).catch((error: unknown) => {
      ports.logger.warn({ err: error }, 'turns could not be given up; their leases run out');
    });
    for (const { turnId } of keys) ports.wire?.tellTurn(turnId);
  }

  /** Until nothing runs here and nothing that was on its way can bring more. */
  async function handAllOver(): Promise<void> {
    while (running.size > 0 || taking.size > 0)
      await Promise.all([...[...running.values()].map(handOver), ...taking]);
  }

  function hint(turnId: string, steerCount: number): void {
    const turn = running.get(turnId);
    if (turn) turn.hints.steerCount = Math.max(turn.hints.steerCount, steerCount);
  }

  /**
   * Word from another process: somebody has asked something of a turn that runs here, which is in its row, or a turn
   * was given up there. Lost words do no harm: renewing and sweeping look at everything.
   */
  function look(turnId: string): void {
    const turn = running.get(turnId);
    if (turn) renew([turn.key]).catch(() => undefined);
    else
      sweeping ??= sweep()
        .catch(() => undefined)
        .finally(() => (sweeping = undefined));
  }

  return {
    owner: ports.owner,
    start,
    steered(turnId, steerCount) {
      if (running.has(turnId)) hint(turnId, steerCount);
      else ports.wire?.tellTurn(turnId);
    },
    promote: (session) => void promote(session),
    stop(turnId, reason) {
      const turn = running.get(turnId);
      turn?.stop.abort(reason);
      if (!turn) ports.wire?.tellTurn(turnId);
      return turn !== undefined;
    },
    ended: (turnId) => running.get(turnId)?.ended,
    openLoops() {
      renewTimer = every(renewEveryMs, renewAll, ports);
      sweepTimer = every(sweepEveryMs, sweep, ports);
      ports.wire?.onTurn(look);
      void sweep().catch(() => undefined);
    },
    async drain() {
      isDraining = true;
      clearInterval(sweepTimer);
      // Leases are kept meanwhile: a turn whose call is waited for is not to be taken over under it.
      await within(handOverMs, handAllOver());
      clearInterval(renewTimer);
      const left = [...running.values()].map((turn) => turn.key);
      if (left.length > 0) await giveUp(left);
    },
  };
}

const manyDeaths = `${deathsMax} times the server died or the database broke off while this turn ran, so it is not tried again.`;

/** How a turn ends that took too many processes with it, or that the database never takes. */
const crashLoop = {
  status: 'error',
  code: 'crash_loop',
  message: `${manyDeaths} The messages that were finished are kept; send another one to go on.`,
} as const;
const unreadCrashLoop = { code: 'crash_loop', message: `${manyDeaths} ${notKept}` } as const;

/** Waits for `work`, but no longer than `ms`. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** Keeps work that is under way in a set until it is over, also when it fails. */
function tracked(set: Set<Promise<void>>, work: Promise<void>): Promise<void> {
  const quiet: Promise<void> = work.then(nothing, nothing).finally(() => set.delete(quiet));
  set.add(quiet);
  return work;
}

function nothing(): void {}

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
