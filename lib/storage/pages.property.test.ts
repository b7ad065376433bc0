import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './page-cursor';
import { readStoredEvents } from './read-events';
import { openTurnBench, quietEnd } from './turn-bench.test-support';
import { listTurns } from './turns';

const bench = openTurnBench();
afterAll(() => bench.close());
const runs = { numRuns: 15 };

describe('pages of a list', () => {
  it('join to the whole list in order, and no token leads to an empty page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(9),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (count, limit, isUp) => {
          const sessionId = await bench.session();
          const made = await addTurns(sessionId, count);
          const expected = isUp ? made : made.toReversed();
          expect(await pagesOf(sessionId, { limit, order: isUp ? 'asc' : 'desc' })).toEqual(expected);
        },
      ),
      runs,
    );
  });

  it('hold what was there at the first page once each, whatever is added between the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.nat(2), { maxLength: 6 }),
        fc.boolean(),
        async (count, limit, added, isUp) => {
          const sessionId = await bench.session();
          const before = await addTurns(sessionId, count);
          const later: string[] = [];
          const addMore = async (page: number) => {
            later.push(...(await addTurns(sessionId, added[page] ?? 0)));
          };
          const seen = await pagesOf(sessionId, { limit, order: isUp ? 'asc' : 'desc' }, addMore);
          expect(new Set(seen).size).toBe(seen.length);
          if (isUp) expect(seen).toEqual([...before, ...later].slice(0, seen.length));
          else expect(seen).toEqual(before.toReversed());
          expect(seen.filter((id) => before.includes(id))).toHaveLength(before.length);
        },
      ),
      runs,
    );
  });

  it('join to all events of a turn that a list shows, from either end', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await bench.database.pool.query(
      `INSERT INTO event (organisation_id, turn_id, sequence_id, type, thread_id, payload)
       SELECT $1, $2, n, CASE n % 3 WHEN 0 THEN 'model.delta' ELSE 'tool.response' END, 'main', '{}'::jsonb
       FROM generate_series(2, 40) AS n`,
      [key.organisationId, key.turnId],
    );
    const expected = Array.from({ length: 39 }, (_, index) => index + 2).filter((number) => number % 3 !== 0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.boolean(), async (limit, isUp) => {
        const seen: number[] = [];
        for (let from: number | undefined; ;) {
          const page = await readStoredEvents(bench.database.pool, key, {
            order: isUp ? 'asc' : 'desc',
            from,
            limit,
            leaveOut: ['model.delta', 'turn.created'],
          });
          if (page.length === 0) break;
          seen.push(...page.map((event) => event.sequence_id));
          from = page.at(-1)?.sequence_id;
        }
        expect(seen).toEqual(isUp ? expected : expected.toReversed());
      }),
      runs,
    );
  });

  it('are named by tokens that no other text stands for', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,8}_[0-9a-z]{10,40}$/), fc.string(), (id, other) => {
        expect(decodeCursor(encodeCursor(id))).toBe(id);
        if (other !== encodeCursor(id) && other.length < 12)
          expect(() => decodeCursor(other)).toThrow(/page token/);
      }),
    );
  });
});

async function addTurns(sessionId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { key } = await bench.start(sessionId);
    await bench.store.finish(key, quietEnd(2));
    ids.push(key.turnId);
  }
  return ids.toSorted();
}

/** Follows the tokens to the end. `between` is called after each page with its number. */
async function pagesOf(
  sessionId: string,
  query: { limit: number; order: 'asc' | 'desc' },
  between: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  for (let page = 0; ; page += 1) {
    const { data, nextPageToken } = await listTurns(bench.scope, { ...query, sessionId, page_token: token });
    if (token !== undefined) expect(data.length).toBeGreaterThan(0);
    expect(data.length).toBeLessThanOrEqual(query.limit);
    ids.push(...data.map(({ id }) => id));
    if (nextPageToken === undefined) return ids;
    token = nextPageToken;
    await between(page);
  }
}
