import path from 'node:path';
import { inRoot, waitUntil } from '../from-launcher.mjs';
import { decideSession, waitingCalls } from '../run/decide-all.mjs';
import { findFaketime } from './find-faketime.mjs';

const hourMs = 3_600_000;
const pauseTimeoutMs = 30_000;
const expiryMs = { least: 50 * 60_000, most: 70 * 60_000 };

/** R15: a replica whose clock is an hour off runs nothing twice, and lets nothing expire early. */
export const clockSkew = {
  name: 'clock-skew',
  promise: 'R15',
  counts: { ci: 4, full: 40 },
  unit: 'turns with one replica an hour ahead or behind',
  async run(context) {
    const { deployment } = context;
    const library = await findFaketime();
    context.remark(
      library === undefined ? 'clock shifted by a module in the process' : 'clock shifted by libfaketime',
    );
    for (const shiftMs of [hourMs, -hourMs]) {
      await deployment.b.stop();
      await deployment.b.start(shifted(shiftMs, library));
      await tryKey(context);
      const half = context.count / 2;
      await Promise.all(Array.from({ length: half }, (_nothing, index) => tryTurn(context, index, shiftMs)));
      await context.check();
    }
    await deployment.b.stop();
  },
};

function shifted(shiftMs, library) {
  if (library !== undefined) {
    const offset = `${shiftMs > 0 ? '+' : '-'}${Math.abs(shiftMs) / 1000}s`;
    return { extraEnv: { LD_PRELOAD: library, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' } };
  }
  const module = inRoot(path.join('scripts', 'chaos', 'processes', 'shift-clock.mjs'));
  return { nodeArgs: ['--import', module], extraEnv: { CHAOS_CLOCK_SHIFT_MS: String(shiftMs) } };
}

/** A turn that pauses on one replica and is decided on the other, each way round. */
async function tryTurn(context, index, shiftMs) {
  const { deployment } = context;
  const [asks, decides] = index % 2 === 0 ? [deployment.a, deployment.b] : [deployment.b, deployment.a];
  const label = `${asks.name} asks, ${decides.name} decides, b is ${shiftMs / hourMs} h off`;
  const id = context.nextId();
  const calls = [{ tool: 'ledger__transfer', args: { entry: id } }];
  const { sessionId, turnId, answer } = await context.startTurn(asks, {
    id,
    // Longer than a lease, so that who thinks that it ran out would take it over.
    steps: [
      { words: 120, everyMs: 100, calls },
      { words: 10, everyMs: 20 },
    ],
  });
  if (turnId === undefined) return context.fail(`${label}: the turn was refused with ${answer.status}`);
  let turn;
  await waitUntil(
    async () => {
      [turn] = await deployment.sql.rows('SELECT * FROM turn WHERE id = $1', [turnId]);
      return turn.ended_at !== null;
    },
    { timeoutMs: pauseTimeoutMs },
  );
  if (turn.status !== 'done' || turn.fence !== 1)
    return context.fail(
      `${label}: turn ${turnId} is ${turn.status} ${turn.cancellation_reason ?? ''}, fence ${turn.fence}`,
    );
  const waiting = await waitingCalls(deployment, [sessionId]);
  const leftMs = waiting[0]?.expires_at.getTime() - Date.now();
  if (!(leftMs > expiryMs.least && leftMs < expiryMs.most))
    return context.fail(`${label}: the call waits for ${Math.round(leftMs / 60_000)} minutes more`);
  const decision = await decideSession(context, decides, { sessionId, calls: waiting, kind: 'allow' });
  if (decision.status !== 201)
    return context.fail(
      `${label}: the decision was answered ${decision.status} ${JSON.stringify(decision.body)}`,
    );
  context.result.done += 1;
  return undefined;
}

/** A key that is good for half an hour more is good on a replica that is an hour ahead. */
async function tryKey(context) {
  const { a, b, api } = context.deployment;
  const expires = new Date(Date.now() + hourMs / 2).toISOString();
  const body = { name: context.nextId(), scopes: ['sessions:read'], expires_at: expires };
  const { key } = await api.need(a, 'POST', '/api/v1/api-keys', { body });
  const answer = await api.send(b, 'GET', '/api/v1/sessions', {
    headers: { authorization: `Bearer ${key}` },
  });
  if (answer.status !== 200)
    context.fail(`a key that is good for half an hour more was answered ${answer.status}`);
}
