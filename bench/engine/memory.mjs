import { setTimeout as pause } from 'node:timers/promises';
import { openSessions } from './setup.mjs';

const turns = 1000;
const atOnce = 16;
const idleStreams = 200;
const idleSessions = 1000;
const settleMs = 1500;

/** What the application holds: after a thousand turns, for a session that does nothing and for a stream that waits. */
export async function runMemory({ client, tree }) {
  const startMb = tree.residentMb();
  await turnsAtOnce(client);
  await pause(settleMs);
  const afterTurnsMb = tree.residentMb();
  return {
    startMb,
    afterTurnsMb,
    databaseMb: tree.databaseMb(),
    sessionKb: await perSession({ client, tree }),
    streamKb: await perStream({ client, tree }),
  };
}

async function turnsAtOnce(client) {
  const sessions = await openSessions(client, 'five', atOnce);
  let left = turns;
  await Promise.all(
    sessions.map(async (session) => {
      for (; left > 0;) {
        left -= 1;
        await client.turn(session);
      }
    }),
  );
}

/** Making the same number of sessions before fills what grows once, such as the heap's new space. */
async function perSession({ client, tree }) {
  await openSessions(client, 'five', idleSessions);
  await pause(settleMs);
  const before = tree.residentKb();
  await openSessions(client, 'five', idleSessions);
  await pause(settleMs);
  return (tree.residentKb() - before) / idleSessions;
}

/**
 * Streams of one turn whose model is silent. The first ones stay open while as many again are opened: what the heap has
 * grown by once, and what closed streams would have left free in it, is then no part of the difference.
 */
async function perStream({ client, tree }) {
  const [session] = await openSessions(client, 'silent', 1);
  const turn = await client.call('POST', `/sessions/${session}/turns`, {
    input: [{ type: 'user.message', content: 'Wait.' }],
    stream: false,
  });
  const openSome = () =>
    Promise.all(Array.from({ length: idleStreams }, () => client.idle(session, turn.id)));
  const first = await openSome();
  await pause(settleMs);
  const before = tree.residentKb();
  const second = await openSome();
  await pause(settleMs);
  const after = tree.residentKb();
  for (const close of [...first, ...second]) close();
  await client.call('POST', `/sessions/${session}/cancel`);
  return (after - before) / idleStreams;
}
