import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from './generated/prisma/client';

export type PrismaOrTransaction = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>;

/** One PostgreSQL: Prisma for entities, the pool for the log's explicit SQL. */
export type Database = {
  prisma: PrismaClient;
  pool: Pool;
  close(): Promise<void>;
};

/** Opens the database. Connections are made when first used; a statement waits at most two seconds for one. */
export function openDatabase(url: string): Database {
  const pool = new Pool({ connectionString: url, max: 20, connectionTimeoutMillis: 2000 });
  // Without a listener an idle connection that PostgreSQL closes would end the process.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
