import { afterAll, describe, expect, it } from 'vitest';
import { openTurnBench } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());

const claim = async (turnId: string) =>
  (await bench.store.claimExpired(100)).find((claimed) => claimed.turnId === turnId);

describe('a turn that was given up', () => {
  it('counts as a death only when it was given up as one', async () => {
    const { key } = await bench.start(await bench.session());
    await bench.store.release([key]);
    const first = await claim(key.turnId);
    expect(first?.deaths).toBe(0);
    if (first) await bench.store.release([first], { countsAsDeath: true });
    expect((await claim(key.turnId))?.deaths).toBe(1);
  });

  it('is not kept by a renewal that was still on its way', async () => {
    const { key } = await bench.start(await bench.session());
    expect([...(await bench.store.renew([key])).keys()]).toEqual([key.turnId]);
    await bench.store.release([key]);
    expect([...(await bench.store.renew([key])).keys()]).toEqual([]);
    expect(await claim(key.turnId)).toBeDefined();
  });

  it('keeps the leases of many turns in one statement, whatever order they come in', async () => {
    const started = await Promise.all(
      Array.from({ length: 20 }, async () => bench.start(await bench.session())),
    );
    const keys = started.map(({ key }) => key);
    const renewals = await Promise.all([bench.store.renew(keys), bench.store.renew(keys.toReversed())]);
    expect(renewals.map(({ size }) => size)).toEqual([20, 20]);
  });
});
