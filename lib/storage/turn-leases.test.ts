import { afterAll, describe, expect, it } from 'vitest';
import type { ClaimedTurn } from './event-log-port';
import { openTurnBench } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());

/** Only this file claims. What others left in the database may be older, so it claims until nothing is left. */
async function claim(turnId: string): Promise<ClaimedTurn | undefined> {
  for (;;) {
    const claims = await bench.store.claimExpired(100);
    const found = claims.find((claimed) => claimed.turnId === turnId);
    if (found || claims.length === 0) return found;
  }
}

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

describe('leases', () => {
  it('count a process that died, and not one that handed its turn over', async () => {
    const { key } = await bench.start(await bench.session());
    const expire = () =>
      bench.database.pool.query(
        "UPDATE turn SET lease_expires_at = now() - interval '1 second' WHERE id = $1",
        [key.turnId],
      );
    const claimIt = () => claim(key.turnId);
    // The bench itself is the owner: a process that slept and takes its own turn back has not died.
    await expire();
    expect((await claimIt())?.deaths).toBe(0);
    await bench.database.pool.query("UPDATE turn SET owner = 'somebody else' WHERE id = $1", [key.turnId]);
    await expire();
    const afterDeath = await claimIt();
    expect(afterDeath?.deaths).toBe(1);
    if (afterDeath) await bench.store.release([afterDeath]);
    expect((await claimIt())?.deaths).toBe(1);
  });

  it('gives a turn whose lease ran out to one process only, with a higher fence', async () => {
    const { key } = await bench.start(await bench.session());
    await bench.store.release([key]);
    const claims = await Promise.all([claim(key.turnId), claim(key.turnId)]);
    expect(claims.filter((claimed) => claimed !== undefined)).toEqual([
      { ...key, fence: 2, deaths: 0, stopRequest: null },
    ]);
    expect((await bench.store.renew([key])).has(key.turnId)).toBe(false);
    expect(await bench.store.load(key)).toBeUndefined();
  });
});
