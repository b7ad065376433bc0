import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/prisma/client';
import { GuardedPool } from './guarded-pool';
import { patientPool } from './patient-pool';

export type PrismaOrTransaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>;

/** One PostgreSQL: Prisma for entities, the pool for the log's explicit SQL. */
export type Database = {
  prisma: PrismaClient;
  /** For requests: refuses within two seconds when the database is away. */
  pool: Pool;
  /** The same connections for running turns, which wait until the database is back. */
  patientPool: Pool;
  close(): Promise<void>;
};

/** Below two seconds, so that a request can say in time that the database is away or has no connection free. */
const connectTimeoutMs = 1500;
/** Nothing here takes that long; what does hangs, and holds a connection that others wait for. */
const statementTimeoutMs = 60_000;
const lockTimeoutMs = 15_000;

/** Opens the database. Connections are made when first used. */
export function openDatabase(url: string, options: { connectionsMax?: number } = {}): Database {
  const pool = new GuardedPool({
    connectionString: url,
    max: options.connectionsMax ?? 20,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    keepAlive: true,
    // Statements that do not wait for each other go out together.
    pipeline: true,
    application_name: 'tackroom',
  });
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: false }),
    transactionOptions: { maxWait: connectTimeoutMs },
  });
  return {
    prisma,
    pool,
    patientPool: patientPool(pool),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
