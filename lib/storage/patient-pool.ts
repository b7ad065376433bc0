import type { Pool, PoolClient } from 'pg';
import { isDatabaseUnreachable } from './database-unreachable';
import type { GuardedPool } from './guarded-pool';
import { answerCallback, type ConnectCallback } from './pool-connect';

const patienceMs = 10 * 60_000;
const lookAgainMs = 500;

/**
 * The pool as running turns use it: where a request is told at once that the database is away, a turn waits for it.
 * Only getting a connection is repeated. A statement that was sent and not answered may have run, so that is reported.
 */
export function patientPool(pool: GuardedPool): Pool {
  async function connect(): Promise<PoolClient> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isDatabaseUnreachable(error) || pool.ending || Date.now() > deadline) throw error;
        if (pool.isDown) await pool.untilUp(lookAgainMs);
        else await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      }
    }
  }

  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect')
        return (callback?: ConnectCallback) => (callback ? answerCallback(connect(), callback) : connect());
      const value: unknown = Reflect.get(target, name, target);
      return value;
    },
  });
}
