import type { Pool } from 'pg';
import { systemClock, type Clock } from '@/lib/platform/clock';

/** The database's time. `measure` is called at the start and every minute; before the first time it is the process's. */
export interface DatabaseClock extends Clock {
  measure(): Promise<void>;
}

/**
 * One clock for all processes: what expires is compared on every replica with the time of the database they share, so
 * that one whose own clock was set wrong neither ends a turn nor refuses a key early. In between two measurements the
 * monotonic clock runs, which nobody sets.
 */
export function createDatabaseClock(pool: Pool): DatabaseClock {
  let aheadMs: number | undefined;
  return {
    ...systemClock,
    now: () => (aheadMs === undefined ? systemClock.now() : new Date(performance.now() + aheadMs)),
    async measure() {
      const askedAt = performance.now();
      const { rows } = await pool.query<{ ms: number }>({
        name: 'database-clock',
        text: `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`,
      });
      const answeredAt = performance.now();
      if (rows[0]) aheadMs = rows[0].ms - (askedAt + answeredAt) / 2;
    },
  };
}
