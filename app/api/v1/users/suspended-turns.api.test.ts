import { expect, it } from 'vitest';
import { openAuthBench } from '@/lib/auth/auth-bench.test-support';
import { openTurnBench } from '@/lib/storage/turn-bench.test-support';
import { createTurn } from '@/lib/storage/create-turn';
import { findTurn } from '@/lib/storage/turns';
import { newId } from '@/lib/platform/ids';
import { stopSuspended } from '@/lib/features/users';

it('stops the turns that a suspended person has left, running or queued, and nobody else’s', async () => {
  const { app } = openAuthBench();
  const turns = openTurnBench();
  const id = newId('user');
  await app.database.pool.query(
    `INSERT INTO app_user (id, organisation_id, email, name, role, password_hash, updated_at, created_by)
     VALUES ($1, $2, $1, 'Gone', 'user', 'x', now(), 'usr_bench')`,
    [id, turns.scope.organisationId],
  );
  const sessionId = await turns.session();
  const actor = { id, name: 'Gone' };
  const running = await turns.start(sessionId, { actor });
  const queued = await createTurn(turns.scope, turns.newTurn(sessionId, { actor, ifRunning: 'queue' }));
  const otherSession = await turns.session();
  const other = await turns.start(otherSession);
  await app.database.pool.query('UPDATE app_user SET suspended_at = now() WHERE id = $1', [id]);
  await stopSuspended(app);
  const asked = await turns.store.renew([running.key, other.key]);
  expect(asked.get(running.key.turnId)?.stopRequest).toBe('client-cancelled');
  expect(asked.get(other.key.turnId)?.stopRequest).toBeNull();
  const turnId = queued.status === 'queued' ? queued.turnId : '';
  expect((await findTurn(turns.scope, sessionId, turnId))?.status).toBe('cancelled');
  await turns.close();
});
