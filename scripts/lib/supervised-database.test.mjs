import { describe, expect, test, vi } from 'vitest';
import { openSupervisedDatabase } from './supervised-database.mjs';

function launcher() {
  const waits = [];
  const failures = [];
  const opened = [];
  const open = async (onLost) => {
    const failure = failures.shift();
    if (failure) throw new Error(failure);
    const server = { url: 'postgresql://here', onLost, release: vi.fn(async () => undefined) };
    opened.push(server);
    return server;
  };
  const wait = async (ms) => void waits.push(ms);
  return { waits, failures, opened, start: () => openSupervisedDatabase(open, { wait }) };
}

describe('the database that the launcher keeps', () => {
  test('is started again when it went away, as often as that takes', async () => {
    const { opened, failures, waits, start } = launcher();
    await start();
    failures.push(...Array.from({ length: 6 }, () => 'The disk is full.'));
    opened[0].onLost();
    await vi.waitFor(() => expect(opened).toHaveLength(2));
    expect(waits).toEqual([0, 500, 2000, 5000, 5000, 5000, 5000]);
    opened[1].onLost();
    await vi.waitFor(() => expect(opened).toHaveLength(3));
  });

  test('is stopped once, and stays away after that', async () => {
    const { opened, start } = launcher();
    const database = await start();
    opened[0].onLost();
    await vi.waitFor(() => expect(opened).toHaveLength(2));
    await database.release();
    expect(opened.map(({ release }) => release.mock.calls.length)).toEqual([0, 1]);
    opened[1].onLost();
    await database.release();
    expect(opened).toHaveLength(2);
  });
});
