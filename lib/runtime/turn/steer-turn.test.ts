import { describe, expect, it } from 'vitest';
import type { TurnKey } from '@/lib/storage/event-log-port';
import { createTurnBench, ok, shopTool } from '../simulation/turn-bench';

const find = { name: 'shop__find', arguments: { id: 'INV-1' } };
const refund = { name: 'shop__refund', arguments: { id: 'INV-1' } };

/** A busy machine is no failure. */
const patient = { timeout: 15_000 };

type Bench = ReturnType<typeof createTurnBench>;

const rolesOf = (bench: Bench, call: number) =>
  bench.models.requests[call]?.messages.map((message) => message.role);
const typesOf = (bench: Bench, key: TurnKey) => bench.memory.eventsOf(key.turnId).map((event) => event.type);

/** Runs `work` once, at the moment when the turn would be stored as ended. */
function justBeforeEnd(bench: Bench, work: () => void): void {
  const { finish } = bench.memory.store;
  let isFirst = true;
  bench.memory.store.finish = (key, ending) => {
    if (isFirst) work();
    isFirst = false;
    return finish(key, ending);
  };
}

describe('a message that joins a running turn', () => {
  it('is read behind the results of open calls and before the next model call', async () => {
    const bench: Bench = createTurnBench({
      script: [{ calls: [find] }, { text: 'Both done.' }],
      policies: [shopTool('find', 'read_only')],
      callTool: async () => {
        bench.steer(key, 'And the other one');
        return ok('found');
      },
    });
    const key = bench.say('Find it');
    await bench.run(key);
    expect(rolesOf(bench, 1)).toEqual(['user', 'assistant', 'tool', 'user']);
    expect(typesOf(bench, key)).toContain('turn.steered');
    expect(bench.memory.finishOf(key.turnId)).toMatchObject({ runStatus: 'done', steerCount: 1 });
  });

  it('makes a turn go on that had its answer, also when nobody told the runner', async () => {
    const bench = createTurnBench({ script: [{ text: 'First.' }, { text: 'Second.' }] });
    const key = bench.say('Hi');
    justBeforeEnd(bench, () => bench.memory.steer(key.turnId, 'One more thing'));
    const finish = await bench.run(key);
    expect(rolesOf(bench, 1)).toEqual(['user', 'assistant', 'user']);
    expect(finish?.done.output).toMatchObject([{ content: 'First.' }, { content: 'Second.' }]);
  });

  it('is kept for the next turn when this one is cancelled before reading it', async () => {
    const bench = createTurnBench({ script: [{ text: 'First.' }, { text: 'Next.' }] });
    const key = bench.say('Hi');
    bench.service.start(key);
    bench.service.stop(key.turnId, 'client-cancelled');
    bench.memory.steer(key.turnId, 'Never read');
    await bench.service.ended(key.turnId);
    expect(bench.memory.finishOf(key.turnId)?.done.status).toBe('cancelled');
    await bench.run(bench.say('Go on', key));
    const texts = bench.models.requests.at(-1)?.messages.map((message) => JSON.stringify(message.content));
    expect(texts).toEqual(expect.arrayContaining([expect.stringContaining('Never read')]));
  });

  it('waits behind a call that waits for a person, and is read when that is decided', async () => {
    const bench = createTurnBench({
      script: [{ calls: [refund] }, { text: 'Refunded.' }],
      policies: [shopTool('refund', 'destructive')],
    });
    const key = bench.say('Refund it');
    justBeforeEnd(bench, () => bench.memory.steer(key.turnId, 'Be quick'));
    const waiting = await bench.run(key);
    expect(waiting?.runStatus).toBe('waiting');
    const [call] = bench.memory.callsOf();
    bench.memory.decide(bench.sessionId, call?.id ?? '', { status: 'allow' });
    await bench.run(bench.addTurn([], key));
    expect(rolesOf(bench, 1)).toEqual(['user', 'assistant', 'tool', 'user']);
  });

  it('is read once when another process takes the turn over', async () => {
    const bench = createTurnBench({ script: [{ text: 'First.' }, { text: 'Second.' }] });
    const key = bench.say('Hi');
    const { finish } = bench.memory.store;
    bench.memory.steer(key.turnId, 'Early');
    bench.memory.store.finish = async () => ({ status: 'fenced' });
    await bench.run(key);
    bench.memory.store.finish = finish;
    bench.memory.steer(key.turnId, 'Late');
    await bench.run(bench.memory.takeOver(key.turnId));
    const taken = bench.memory.eventsOf(key.turnId).filter((event) => event.type === 'turn.steered');
    expect(taken.map((event) => event.payload)).toMatchObject([{ number: 1 }, { number: 2 }]);
    expect(rolesOf(bench, 1)).toEqual(['user', 'user', 'assistant', 'user']);
  });

  it('brings its files to the model, as digests in the log and in the context', async () => {
    const bench = createTurnBench({ script: [{ text: 'First.' }, { text: 'Seen.' }] });
    const key = bench.say('Hi');
    const file = {
      filename: 'dot.png',
      media_type: 'image/png',
      size_bytes: 70,
      digest: 'sha256:dot',
      url: '/x',
    };
    justBeforeEnd(bench, () => bench.memory.steer(key.turnId, [{ type: 'file_upload', file }]));
    await bench.run(key);
    // The bench keeps no bytes, which the model is told in words.
    expect(bench.models.requests[1]?.messages.at(-1)).toMatchObject({
      content: [{ text: expect.stringContaining('dot.png') }],
    });
    expect(JSON.stringify(bench.memory.finishOf(key.turnId)?.snapshot)).toContain('sha256:dot');
  });

  it('does not raise the limit of model calls, and stays for the next turn', async () => {
    const bench = createTurnBench({
      script: [{ text: 'First.' }, { text: 'Second.' }],
      manifest: { config: { iteration_limit: 1 } },
    });
    const key = bench.say('Hi');
    justBeforeEnd(bench, () => bench.memory.steer(key.turnId, 'More'));
    const finish = await bench.run(key);
    expect(finish?.done).toMatchObject({ status: 'error', code: 'iteration_limit' });
    await bench.run(bench.say('Go on', key));
    expect(rolesOf(bench, 1)).toEqual(['user', 'assistant', 'user', 'user']);
  });
});

describe('a queued turn', () => {
  it('starts when the one before it has ended, and says so in its log', async () => {
    const bench = createTurnBench({ script: [{ text: 'One.' }, { text: 'Two.' }] });
    const first = bench.say('First');
    const second = bench.queue('Second');
    await bench.run(first);
    await expect.poll(() => bench.memory.finishOf(second.turnId)?.done.status, patient).toBe('done');
    expect(typesOf(bench, second).slice(0, 2)).toEqual(['turn.created', 'turn.started']);
  });

  it('is found by the sweep when the process that ended the turn before has died', async () => {
    const bench = createTurnBench({ script: [{ text: 'Two.' }] });
    const { organisationId, turnId } = bench.queue('Second');
    bench.memory.store.promotable = async () => [{ organisationId, sessionId: bench.sessionId }];
    bench.service.openLoops();
    await expect.poll(() => bench.memory.finishOf(turnId)?.done.status, patient).toBe('done');
    await bench.service.drain();
  });

  it('is left to the next process by one that stops', async () => {
    const bench = createTurnBench({ script: [{ text: 'One.' }] });
    const first = bench.say('First');
    const second = bench.queue('Second');
    bench.service.start(first);
    await bench.service.drain();
    bench.service.promote({ organisationId: first.organisationId, sessionId: bench.sessionId });
    await bench.service.ended(first.turnId);
    expect(typesOf(bench, second)).toEqual(['turn.created']);
  });

  it('starts after one that failed, too', async () => {
    const bench = createTurnBench({ script: [{ text: 'Two.' }] });
    const first = bench.say('First');
    const second = bench.queue('Second');
    bench.models.stream = ((stream) =>
      async function* () {
        bench.models.stream = stream;
        yield {
          type: 'error' as const,
          failure: { code: 'provider_error', message: 'No.', retryable: false },
        };
      })(bench.models.stream.bind(bench.models));
    await bench.run(first);
    expect(bench.memory.finishOf(first.turnId)?.done).toMatchObject({
      status: 'error',
      code: 'provider_error',
    });
    await expect.poll(() => bench.memory.finishOf(second.turnId)?.done.status, patient).toBe('done');
  });
});
