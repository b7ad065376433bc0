import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelPort } from '@/lib/gateways/model/model-port';
import { createLogger } from '@/lib/platform/logger';
import type { ProcessWire } from '@/lib/storage/process-wire-port';
import type { TurnStore } from '@/lib/storage/turn-store-port';
import type { RuntimePorts } from '../runtime-ports';
import { createTurnBench } from '../simulation/turn-bench';
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
  const answers: { renew?: Awaited<ReturnType<TurnStore['renew']>> } = {};
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
      claimExpired: note('claim', () => []),
      promotable: note('look for queues', () => []),
      renew: async (keys) => answers.renew ?? bench.memory.store.renew(keys),
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

  it('asks the others to look when a turn to stop does not run here', () => {
    const { service, told } = openService();
    expect(service.stop('elsewhere', 'client-cancelled')).toBe(false);
    service.steered('elsewhere', 1);
    expect(told).toEqual(['elsewhere', 'elsewhere']);
  });
});
