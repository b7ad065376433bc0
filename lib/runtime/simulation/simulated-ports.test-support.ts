import { createLogger } from '@/lib/platform/logger';
import type { AppendResult, EventLog, NumberedEvent, TurnKey } from '@/lib/storage/event-log-port';
import { mergeDeltas } from '@/lib/storage/merge-deltas';
import type { StepRecord } from '@/lib/storage/step-record';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';
import type { TurnOwner, TurnStore } from '@/lib/storage/turn-store-port';
import type { RuntimePorts } from '../runtime-ports';
import type { Faults } from './faults.test-support';
import { organisationId, type SimulatedDatabase } from './simulated-database.test-support';
import type { SimulatedSessions } from './simulated-sessions.test-support';
import { createSimulatedModel } from './simulated-model.test-support';
import { createSimulatedTools } from './simulated-tools.test-support';
import type { History } from './history.test-support';
import type { SimulatedProcess, VirtualWorld } from './virtual-world.test-support';

export type Surroundings = {
  world: VirtualWorld;
  database: SimulatedDatabase;
  sessions: SimulatedSessions;
  faults: Faults;
  history: History;
  policies: readonly ToolPolicy[];
};

class LostConnection extends Error {}

type Waiter = { resolve(result: AppendResult): void; reject(error: unknown): void };
type Batch = { key: TurnKey; events: NumberedEvent[]; steps: StepRecord[]; waiters: Waiter[] };

const retryDelayMs = 250;
const giveUpAfterMs = 30_000;
const logger = createLogger('off');

/** Everything that one process of the simulation stands on. Each call is a request and a reply, and both may be lost. */
export function createSimulatedPorts(
  surroundings: Surroundings,
  process: SimulatedProcess,
  owner: TurnOwner,
): RuntimePorts {
  const { world, database, sessions, faults, history } = surroundings;

  function ask<Value>(label: string, effect: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      const delayed = (ms: number) => {
        if (ms > 0) history.hits(process);
        return ms;
      };
      const lost = () => {
        history.hits(process);
        reject(new LostConnection());
      };
      const reply = (name: string, run: () => void) =>
        world.later(process, name, delayed(faults.replyDelayMs()), run);
      // The request is on its way: it may arrive although its sender has died meanwhile.
      world.later(undefined, '', delayed(faults.requestDelayMs()), () => {
        if (process.state === 'dead' && world.random.chance(0.5)) return;
        if (faults.losesRequest()) {
          reply(`${label} failed`, lost);
          return;
        }
        world.note(`${process.name} ${label}`);
        const value = effect();
        if (faults.losesReply()) reply(`${label} was done, its reply is lost`, lost);
        else reply('', () => resolve(value));
      });
    });
  }

  /** A failure that is no outage: the turn it happens to is ended. */
  function stumble<Value>(value: Value): Value {
    if (!faults.hits('bug')) return value;
    history.hits(process);
    throw new Error('A bug of the harness.');
  }

  const turns: TurnStore = {
    load: (key) => ask(`loads ${key.turnId}/${key.fence}`, () => structuredClone(database.load(key))),
    async renew(keys) {
      const renewed = await ask('renews', () => database.renew(keys, owner));
      for (const key of keys)
        if (renewed.get(key.turnId)?.stopRequest) history.stopped(process, key.turnId, key.fence);
      return renewed;
    },
    async claimExpired(limit) {
      const claims = await ask('claims', () => database.claimExpired(limit, owner));
      for (const claim of claims) {
        world.note(`${process.name} took ${claim.turnId}/${claim.fence}`);
        if (claim.stopRequest) history.stopped(process, claim.turnId, claim.fence);
      }
      return claims;
    },
    snapshots: ({ turnId }) => ask('reads contexts', () => structuredClone(database.snapshots(turnId))),
    steers: (key, after) => ask(`reads what joined ${key.turnId}`, () => database.steers(key, after)),
    promote: ({ sessionId }) =>
      ask(`goes on with the queue of ${sessionId}`, () => sessions.promote(sessionId, owner)),
    promotable: () =>
      ask('', () => sessions.promotable().map((sessionId) => ({ organisationId, sessionId }))),
    release: (keys, options) => ask('releases', () => database.release(keys, options?.countsAsDeath)),
    abandon: (key, ending) => ask(`abandons ${key.turnId}`, () => database.abandon(key, ending)),
    finish: (key, finish) =>
      ask(`ends ${key.turnId}/${key.fence} ${finish.runStatus}`, () => database.finish(key, finish)),
    calls: (_organisation, _session, ids) => ask('reads calls', () => database.callsById(ids)),
    dispatch(key, call) {
      history.intends(process, key, call);
      return ask(`intends ${call.tool} ${call.id.slice(-4)}`, () => database.dispatch(key, call));
    },
    gate: (key, calls) =>
      ask(`gates ${calls.length} of ${key.turnId}`, () => {
        const unknown = calls.filter(({ gate }) => gate === 'unknown_outcome');
        for (const call of unknown) history.asksAbout(String(call.arguments.mark));
        return database.gate(key, calls);
      }),
    settle: (key, settled) =>
      ask(`settles ${settled.id.slice(-4)} ${settled.state}`, () => database.settle(key, settled)).then(
        stumble,
      ),
  };

  return {
    models: createSimulatedModel(surroundings, process),
    toolServers: createSimulatedTools(surroundings, process),
    log: createSimulatedLog(surroundings, ask),
    turns,
    owner,
    toolPolicies: () => ask('', () => [...surroundings.policies]).then(stumble),
    databaseTrouble: (error) => (error instanceof LostConnection ? 'unreachable' : undefined),
    skills: async () => [],
    attachment: async () => undefined,
    clock: {
      now: () => new Date(world.now()),
      async sleep(ms, signal) {
        if (!(await world.pause(process, 'wakes up', ms, signal)))
          throw new Error('The sleep was cut short.');
      },
    },
    logger,
  };
}

/** The log as a process sees it: one write at a time takes all that waits, and is sent again when its reply is lost. */
function createSimulatedLog(
  { world, database }: Surroundings,
  ask: <Value>(label: string, effect: () => Value) => Promise<Value>,
): EventLog {
  let pending = new Map<string, Batch>();
  let isWriting = false;

  async function writeLoop(): Promise<void> {
    isWriting = true;
    await Promise.resolve();
    while (pending.size > 0) {
      const batches = [...pending.values()];
      pending = new Map();
      await deliver(batches);
    }
    isWriting = false;
  }

  function giveUp({ key, waiters }: Batch, error: unknown): void {
    const name = `${key.turnId}/${key.fence}`;
    const behind = pending.get(name)?.waiters ?? [];
    pending.delete(name);
    for (const waiter of [...waiters, ...behind]) waiter.reject(error);
  }

  async function deliver(batches: readonly Batch[]): Promise<void> {
    const label = `appends ${batches.flatMap(({ key, events }) => events.map((event) => `${key.turnId}/${key.fence}#${event.sequence_id} ${event.type}`)).join(', ')}`;
    const write = () => batches.map(({ key, events, steps }) => database.append(key, events, steps));
    const deadline = world.now() + giveUpAfterMs;
    for (;;) {
      try {
        const results = await ask(label, write);
        batches.forEach(({ waiters }, index) => {
          for (const waiter of waiters) waiter.resolve(results[index] ?? 'fenced');
        });
        return;
      } catch (error) {
        if (world.now() > deadline) {
          for (const batch of batches) giveUp(batch, error);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
      }
    }
  }

  return {
    append(key, { events = [], steps = [] }) {
      return new Promise((resolve, reject) => {
        const name = `${key.turnId}/${key.fence}`;
        const batch = pending.get(name) ?? { key, events: [], steps: [], waiters: [] };
        pending.set(name, batch);
        for (const event of events) {
          const last = batch.events.at(-1);
          const merged = last && mergeDeltas(last, event);
          if (merged) batch.events[batch.events.length - 1] = merged;
          else batch.events.push(event);
        }
        batch.steps.push(...steps);
        batch.waiters.push({ resolve, reject });
        if (!isWriting) void writeLoop();
      });
    },
    subscribe: () => () => undefined,
    read: (key, after, limit) =>
      ask('reads', () =>
        database
          .eventsOf(key.turnId)
          .filter((event) => event.sequence_id > after)
          .slice(0, limit),
      ),
    announce: () => undefined,
  };
}
