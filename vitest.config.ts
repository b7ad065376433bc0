import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
// Tests that need PostgreSQL get a scratch one of the embedded kind; `npm run check` leaves them out.
const databaseTests = ['**/*.api.test.{ts,tsx,mjs}', 'lib/storage/**/*.test.ts'];
// Tests that start the built application the way people do; `npm test -- launch` builds it first.
const launchTests = ['**/*.launch.test.mjs'];
// Contract tests that a started server can be held to as well, over a socket: TACKROOM_TEST_URL and TACKROOM_TEST_KEY.
const wireTests = ['app/api/v1/sessions/seed-003-*.api.test.ts'];
const skipped = [
  '**/node_modules/**',
  '.next/**',
  '.data/**',
  'e2e/**',
  'lib/storage/generated/**',
  'public/**',
];

const alias = {
  '@': root,
  // Next swaps this marker by environment; in tests everything is the server.
  'server-only': path.join(root, 'scripts', 'lib', 'empty-module.mjs'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...skipped, ...databaseTests, ...launchTests],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: databaseTests,
          exclude: skipped,
          globalSetup: ['scripts/lib/vitest-database.mjs'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      ...(process.env.TACKROOM_TEST_URL === undefined
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'wire',
                include: wireTests,
                exclude: skipped,
                testTimeout: 60_000,
                hookTimeout: 60_000,
              },
            },
          ]),
      {
        extends: true,
        test: {
          name: 'launch',
          include: launchTests,
          exclude: skipped,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
