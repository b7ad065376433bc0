import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelPort } from '@/lib/gateways/model/model-port';
import { createLogger } from '@/lib/platform/logger';
import type { ClaimedTurn } from '@/lib/storage/event-log-port';
import type { ProcessWire } from '@/lib/storage/process-wire-port';
import type { TurnStore } from '@/lib/storage/turn-store-port';
import type { RuntimePorts } from '../runtime-ports';
import { createTurnBench, ok, shopTool } from '../simulation/turn-bench';
import { createTurnService } from './turn-service';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** A service whose model says nothing until it is stopped, with what it asks of its store and of other processes. */
function openService() {
  const bench = createTurnBench({ script: [] });
  const asked: string[] = [];
  const told: string[] = [];
  let tell: (turnId: string) => void = () => undefined;
  const isAway = { now: false };
  const answers: { renew?: Awaited<ReturnType<TurnStore['renew']>>; claim?: Promise<ClaimedTurn[]> } = {};
  const released: string[] = [];
  const modelSignals: AbortSignal[] = [];
  const note =
    <Result>(name: string, result: () => Result) =>
    async () => {
      asked.push(name);
      if (isAway.now) throw new Error('away');
      return result();
    };
  const models: ModelPort = {
    ...bench.models,
    async *stream(_request, signal) {
      modelSignals.push(signal);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
  const wire: ProcessWire = {
    tellLog: () => undefined,
    tellTurn: (turnId) => void told.push(turnId),
    onLog: () => () => undefined,
    onGap: () => () => undefined,
    onTurn: (listener) => {
      tell = listener;
      return () => undefined;
    },
    close: async () => undefined,
  };
  const ports: RuntimePorts = {
    models,
    toolServers: {
      listTools: async () => ({ ok: true, value: [], latencyMs: 0 }),
      callTool: async () => ({
        ok: true,
        value: { content: '', structured: null, isError: false },
        latencyMs: 0,
      }),
      sessionId: () => null,
      forget: async () => undefined,
      close: async () => undefined,
    },
    log: bench.memory.log,
    turns: {
      ...bench.memory.store,
      claimExpired: async () => {
        await note('claim', () => undefined)();
        return answers.claim ?? [];
      },
      promotable: note('look for queues', () => []),
      renew: async (keys) => answers.renew ?? bench.memory.store.renew(keys),
      release: async (keys) => void released.push(...keys.map((key) => `${key.turnId}/${key.fence}`)),
    },
    wire,
    owner: { owner: 'test', leaseMs: 10_000 },
    toolPolicies: async () => [],
    skills: async () => [],
    attachment: async () => undefined,
    clock: { now: () => new Date(), sleep: async () => undefined },
    logger: createLogger('off'),
  };
  return {
    bench,
    service: createTurnService(ports),
    asked,
    told,
    isAway,
    answers,
    released,
    modelSignals,
    tell: (id: string) => tell(id),
  };
}

describe('a process among others', () => {
  it('claims nothing at once after an outage, so that whoever lives keeps their turns', async () => {
    const { service, asked, isAway } = openService();
    service.openLoops();
    await vi.advanceTimersByTimeAsync(2000);
    isAway.now = true;
    await vi.advanceTimersByTimeAsync(10_000);
    isAway.now = false;
    asked.splice(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual(['look for queues']);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual(['look for queues', 'claim', 'look for queues']);
  });

  it('looks at once for what another one gave up', async () => {
    const { service, asked, tell } = openService();
    service.openLoops();
    await vi.advanceTimersByTimeAsync(0);
    asked.splice(0);
    tell('00000000-0000-7000-8000-00000000ffff');
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['claim', 'look for queues']);
  });

  it('stops a turn of its own when another one says that somebody asked for it', async () => {
    const { service, bench, answers, tell } = openService();
    service.openLoops();
    const key = bench.say('Hello');
    service.start(key);
    await vi.advanceTimersByTimeAsync(0);
    answers.renew = new Map([[key.turnId, { stopRequest: 'client-cancelled', steerCount: 0 }]]);
    tell(key.turnId);
    await vi.advanceTimersByTimeAsync(0);
    await service.ended(key.turnId);
    expect(bench.memory.finishOf(key.turnId)?.done.status).toBe('cancelled');
  });

  it.each([
    [3, 'finish'],
    [6, 'abandon'],
  ] as const)('ends a turn with %d deaths instead of running it, by %s', async (deaths, how) => {
    const { service, bench, answers, modelSignals } = openService();
    const key = bench.say('Hello');
    answers.claim = Promise.resolve([{ ...key, deaths, stopRequest: null }]);
    service.openLoops();
    await vi.advanceTimersByTimeAsync(0);
    expect(modelSignals).toEqual([]);
    expect(bench.memory.abandoned()).toEqual(how === 'abandon' ? [key.turnId] : []);
    expect(bench.memory.finishOf(key.turnId)?.errorCode).toBe(how === 'finish' ? 'crash_loop' : undefined);
  });

  it('stops the old run of a turn that it takes over from itself', async () => {
    const { service, bench, modelSignals } = openService();
    const key = bench.say('Hello');
    service.start(key);
    await vi.advanceTimersByTimeAsync(0);
    service.start(bench.memory.takeOver(key.turnId));
    await vi.advanceTimersByTimeAsync(0);
    expect(modelSignals.map((signal) => signal.aborted)).toEqual([true, false]);
  });

  it('tells a new run of a turn nothing that was meant for the old one', async () => {
    const { service, bench, answers, tell } = openService();
    service.openLoops();
    const key = bench.say('Hello');
    service.start(key);
    await vi.advanceTimersByTimeAsync(0);
    answers.renew = new Map();
    tell(key.turnId);
    const taken = bench.memory.takeOver(key.turnId);
    service.start(taken);
    await vi.advanceTimersByTimeAsync(0);
    delete answers.renew;
    service.stop(key.turnId, 'client-cancelled');
    await service.ended(key.turnId);
    expect(bench.memory.finishOf(key.turnId)?.done).toMatchObject({
      cancellation_reason: 'client-cancelled',
    });
  });

  it('asks the others to look when a turn to stop does not run here', () => {
    const { service, told } = openService();
    expect(service.stop('elsewhere', 'client-cancelled')).toBe(false);
    service.steered('elsewhere', 1);
    expect(told).toEqual(['elsewhere', 'elsewhere']);
  });
});

describe('a process that stops', () => {
  it('keeps the lease of a turn whose call it waits for, and gives it up with the answer in its log', async () => {
    const bench = createTurnBench({
      script: [{ calls: [{ name: 'shop__find', arguments: {} }] }],
      policies: [shopTool('find', 'read_only')],
      callTool: () => new Promise((resolve) => setTimeout(() => resolve(ok('found')), 12_000)),
    });
    const { renew } = bench.memory.store;
    const renewedAt: number[] = [];
    const releasedAt: number[] = [];
    const startedAt = Date.now();
    bench.memory.store.renew = (keys) => {
      renewedAt.push(Date.now() - startedAt);
      return renew(keys);
    };
    bench.memory.store.release = async () => void releasedAt.push(Date.now() - startedAt);
    bench.service.openLoops();
    const key = bench.say('Find it');
    bench.service.start(key);
    await vi.advanceTimersByTimeAsync(1000);
    expect(bench.sent).toHaveLength(1);
    const drained = bench.service.drain();
    await vi.advanceTimersByTimeAsync(13_000);
    await drained;
    expect(renewedAt).toEqual([3000, 6000, 9000, 12_000]);
    expect(releasedAt).toEqual([12_000]);
    expect(bench.memory.eventsOf(key.turnId).at(-1)?.type).toBe('tool.response');
  });

  it('gives up a turn that stands still without waiting for the others', async () => {
    const { service, bench, released } = openService();
    const key = bench.say('Hello');
    service.start(key);
    await vi.advanceTimersByTimeAsync(0);
    await service.drain();
    expect(released).toEqual([`${key.turnId}/1`]);
  });

  it('gives up what a claim brings that was on its way, and does not run it', async () => {
    const { service, bench, answers, released, told, modelSignals } = openService();
    let arrive: (claimed: ClaimedTurn[]) => void = () => undefined;
    answers.claim = new Promise((resolve) => (arrive = resolve));
    service.openLoops();
    await vi.advanceTimersByTimeAsync(0);
    const drained = service.drain();
    const key = bench.say('Hello');
    arrive([{ ...key, deaths: 0, stopRequest: null }]);
    await drained;
    expect(modelSignals).toEqual([]);
    expect(released).toContain(`${key.turnId}/1`);
    expect(told).toContain(key.turnId);
  });
});
