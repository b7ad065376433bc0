import type { Pool, PoolClient } from 'pg';
import { isDatabaseUnreachable } from './database-unreachable';
import { onceMore } from './once-more';

/** Runs `work` in one transaction on one connection of the pool, and once more when another one stood in its way. */
export function poolTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  return onceMore(() => inOneTransaction(pool, work));
}

async function inOneTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    // Not waited for: on one connection the work comes after it in any case, and fails when it failed.
    const begun = client.query('BEGIN');
    const [result] = await Promise.all([work(client), begun]);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection that is gone has rolled back by itself, and one whose rollback fails is of no use to anybody.
    const broken =
      isDatabaseUnreachable(error) ||
      (await client.query('ROLLBACK').then(
        () => false,
        () => true,
      ));
    client.release(broken);
    throw error;
  }
}
