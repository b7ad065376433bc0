import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { createDatabaseClock } from './database-clock';
import { openDatabase } from './database';

// Set by the tests' own database; without it there is nothing to open.
const database = openDatabase(process.env['DATABASE_URL'] ?? '');
afterEach(() => vi.useRealTimers());
afterAll(() => database.close());

it('tells the time of the database when the clock of the process is an hour off', async () => {
  const trueMs = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: trueMs + 3_600_000 });
  const clock = createDatabaseClock(database.pool);
  await clock.measure();
  expect(Math.abs(clock.now().getTime() - trueMs)).toBeLessThan(60_000);
});

it('runs on between two measurements, whoever sets the clock of the process', async () => {
  const clock = createDatabaseClock(database.pool);
  await clock.measure();
  const before = clock.now().getTime();
  vi.useFakeTimers({ toFake: ['Date'], now: before - 3_600_000 });
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
});
