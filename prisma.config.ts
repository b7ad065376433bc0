import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  // Only `prisma migrate deploy` connects; generating the client works without a database.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/tackroom' },
});
