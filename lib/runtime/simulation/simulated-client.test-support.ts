import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import type { CallDecisionInput } from '@/lib/storage/match-decisions';
import type { CallDecision, StoredCall } from '@/lib/storage/turn-store-port';
import type { TurnService } from '../turn/turn-service';
import { organisationId } from './simulated-database.test-support';
import type { Surroundings } from './simulated-ports.test-support';
import type { NewTurn } from './simulated-sessions.test-support';
import type { SimulatedProcess } from './virtual-world.test-support';

export type SimulatedServer = { process: SimulatedProcess; service: TurnService };
type Place = Surroundings & { servers: SimulatedServer[] };

const patienceMs = 20_000;
const roundsMax = 5;

/** A person with one session: sends messages, decides, changes their mind, loses answers and does not always wait. */
export function createSimulatedClient(place: Place, sessionId: string) {
  const { world, database, sessions, faults, history } = place;
  const me: SimulatedProcess = { name: sessionId, state: 'alive' };
  const isBusy = () => database.runningTurn(sessionId) !== undefined;
  /** Nothing runs, and what is queued waits for this person to decide. */
  const isIdle = () =>
    !isBusy() && (!database.hasQueued(sessionId) || sessions.waitingCalls(sessionId).length > 0);

  /** One API call: a process takes it, the database does it, the process goes on and answers. */
  function call<Value>(
    label: string,
    effect: (server: SimulatedServer) => Value,
    next: (server: SimulatedServer, value: Value) => void,
  ): Promise<Value | undefined> {
    return new Promise((resolve) => {
      const end = (value: Value | undefined) => {
        world.cancel(timer);
        resolve(value);
      };
      const timer = world.later(me, `hears nothing of "${label}"`, patienceMs, () => end(undefined));
      const alive = place.servers.filter(({ process }) => process.state === 'alive');
      const server = alive[world.random.below(alive.length)];
      if (!server) return;
      const { process } = server;
      world.later(process, `is asked to ${label}`, 0, () =>
        world.later(undefined, '', faults.requestDelayMs(), () => {
          if (process.state === 'dead' && world.random.chance(0.5)) return;
          const value = effect(server);
          world.later(process, `has done: ${label}`, faults.replyDelayMs(), () => {
            next(server, value);
            world.later(me, '', 0, () => end(value));
          });
        }),
      );
    });
  }

  async function start(
    input: UserMessageEcho[],
    decisions: CallDecisionInput[] | null,
    ifRunning: NewTurn['ifRunning'],
  ): Promise<void> {
    await call(
      decisions ? 'decide' : `take a message (${ifRunning})`,
      ({ service }) => {
        const waiting = sessions.waitingCalls(sessionId);
        const made = sessions.createTurn({ sessionId, input, decisions, ifRunning, owner: service.owner });
        if (made.status === 'created') countConsents(waiting, decisions ?? []);
        return made;
      },
      (server, made) => {
        if (made.status === 'created') server.service.start(made.key);
        if (made.status === 'steered') server.service.steered(made.turnId, made.number);
        if (made.status !== 'queued') return;
        if (made.stoppedTurnId) stopHere(server, made.stoppedTurnId, 'cancelled-for-next-turn');
        if (made.canStart) server.service.promote({ organisationId, sessionId });
      },
    );
  }

  function stopHere(
    server: SimulatedServer,
    turnId: string,
    reason: 'client-cancelled' | 'cancelled-for-next-turn',
  ) {
    const wasHere = server.service.stop(turnId, reason);
    const turn = database.turns.get(turnId);
    if (wasHere && turn?.owner === server.service.owner.owner)
      history.stopped(server.process, turnId, turn.fence);
    return wasHere;
  }

  async function cancel(): Promise<void> {
    await call(
      'cancel',
      () => sessions.cancel(sessionId),
      (server, turnId) => {
        if (turnId !== undefined) stopHere(server, turnId, 'client-cancelled');
      },
    );
  }

  function countConsents(waiting: readonly StoredCall[], decisions: readonly CallDecisionInput[]): void {
    for (const { toolCallId, decision } of decisions) {
      const decided = waiting.find(({ id }) => id === toolCallId);
      if (decision.status !== 'allow' || !decided) continue;
      const counts = decided.gate === 'unknown_outcome' ? history.sentAgain : history.allowed;
      const mark = String(decided.arguments.mark);
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
  }

  function decide(waiting: StoredCall): CallDecision {
    if (waiting.gate === 'response') return { status: 'response', content: 'This one.' };
    if (world.random.chance(0.25)) return { status: 'deny', reason: 'No.' };
    if (waiting.gate === 'unknown_outcome' && world.random.chance(0.3))
      return { status: 'response', content: 'It was done.' };
    if (world.random.chance(0.2))
      return { status: 'allow', arguments: { ...waiting.arguments, edited: true } };
    return { status: 'allow' };
  }

  /** Waits for the end of what runs and decides on what waits, until nothing does. */
  async function settle(): Promise<void> {
    for (let round = 0; round < roundsMax; round += 1) {
      await world.until(me, isIdle);
      if (sessions.waitingCalls(sessionId).length === 0) return;
      await world.pause(me, '', world.random.pick([0, 0, 5000]));
      if (world.random.chance(0.15)) await cancel();
      else if (world.random.chance(0.1)) sessions.expireCalls(sessionId);
      const decideAll = () =>
        start(
          [],
          sessions
            .waitingCalls(sessionId)
            .map((waiting) => ({ toolCallId: waiting.id, threadId: 'main', decision: decide(waiting) })),
          'reject',
        );
      if (sessions.waitingCalls(sessionId).length === 0) continue;
      // Now and then two windows decide at once.
      await Promise.all(world.random.chance(0.2) ? [decideAll(), decideAll()] : [decideAll()]);
    }
    await world.until(me, isIdle);
    await cancel();
  }

  const say = (text: string) =>
    start(
      [{ type: 'user.message', content: text }],
      null,
      world.random.pick(['cancel', 'queue', 'steer', 'steer', 'reject']),
    );

  return {
    /** The whole conversation, under faults. */
    async talk(messages: number): Promise<void> {
      for (let number = 1; number <= messages; number += 1) {
        const doubts = world.random.chance(0.3)
          ? world.pause(me, '', world.random.pick([0, 0, 300, 3000, 20_000])).then(cancel)
          : undefined;
        await say(`message ${number}`);
        if (world.random.chance(0.7)) await settle();
        else await world.pause(me, '', world.random.pick([0, 0, 50, 900, 4000]));
        await doubts;
      }
      await settle();
    },
    /** One more message when all is quiet: what an earlier turn left open has to be settled by it. */
    async conclude(): Promise<void> {
      for (let tries = 0; tries < 3; tries += 1) {
        await say('anything left?');
        await settle();
      }
    },
  };
}
