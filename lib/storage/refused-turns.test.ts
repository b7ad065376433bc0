import { afterAll, describe, expect, it } from 'vitest';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { newId } from '@/lib/platform/ids';
import { createBlobWriter, type Blob } from './attachments';
import { cancelTurns } from './cancel-turns';
import { createTurn, type NewTurn } from './create-turn';
import { sessionBytesMax } from './file-quota';
import { addSessionFile, findSessionFile, listSessionFiles } from './session-files';
import { openTurnBench, quietEnd } from './turn-bench.test-support';

const bench = openTurnBench();
afterAll(() => bench.close());
const { pool } = bench.database;
const organisationBytesMax = 10_000_000_000;

const ask = (sessionId: string, change: Partial<NewTurn> = {}) =>
  createTurn(bench.scope, bench.newTurn(sessionId, change));

async function blobOf(text: string): Promise<Blob> {
  const writer = createBlobWriter(bench.scope);
  await writer.write(Buffer.from(text));
  return writer.finish();
}

async function upload(sessionId: string, text: string) {
  const file = await addSessionFile(bench.scope, await blobOf(text), {
    ...{ sessionId, filename: `${text}.png`, mediaType: 'image/png' },
    ...{ source: 'upload', createdBy: 'usr_bench', organisationBytesMax },
  });
  if ('refused' in file) throw new Error('The upload was refused.');
  return file;
}

async function filesOf(uploadIds: string[], texts: string[]): Promise<NonNullable<NewTurn['files']>> {
  const blobs = await Promise.all(texts.map(blobOf));
  const brought = blobs.map((blob, n) => ({ blob, filename: `inside-${n}.png`, mediaType: 'image/png' }));
  return { uploadIds, brought, organisationBytesMax };
}

async function usedAt(fileId: string): Promise<Date | null | undefined> {
  const { rows } = await pool.query<{ used_at: Date | null }>(
    'SELECT used_at FROM session_file WHERE id = $1',
    [fileId],
  );
  return rows[0]?.used_at;
}

/** A session that follows an alias, and the version it would move to. */
async function followingSession() {
  const sessionId = await bench.session();
  await pool.query(
    `UPDATE session SET agent_id = 'agt_bench', agent_alias = 'latest', agent_version = 1 WHERE id = $1`,
    [sessionId],
  );
  const manifest = agentManifestSchema.parse({ name: 'bench', model: 'simulated/demo', instructions: 'two' });
  return { sessionId, moveTo: { agentId: 'agt_bench', version: 2, manifest } };
}

async function versionOf(sessionId: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ agent_version: number }>(
    'SELECT agent_version FROM session WHERE id = $1',
    [sessionId],
  );
  return rows[0]?.agent_version;
}

async function waitFor(sessionId: string, callId: string): Promise<void> {
  const { key, runId } = await bench.start(sessionId);
  const call = {
    ...{ id: callId, sessionId, runId, threadId: 'main', stepId: `stp_${callId}`, server: 'shop' },
    ...{ tool: 'refund', toolDigest: 'sha256:t', arguments: {}, argumentsDigest: 'sha256:a' },
    ...{ gate: 'approval' as const, gateReason: 'asks', expiresAt: new Date(Date.now() + 60_000) },
  };
  await bench.store.gate(key, [call]);
  await bench.store.finish(key, { ...quietEnd(2), runStatus: 'waiting' });
}

describe('files of a message', () => {
  it('stay uploads that nobody named while the message is refused', async () => {
    const sessionId = await bench.session();
    const file = await upload(sessionId, 'refused');
    const { key } = await bench.start(sessionId);
    const files = await filesOf([file.id], ['inside']);
    expect((await ask(sessionId, { files })).status).toBe('running');
    expect(await usedAt(file.id)).toBeNull();
    expect((await listSessionFiles(bench.scope, sessionId, { limit: 10 })).rows).toHaveLength(1);
    await bench.store.finish(key, quietEnd(2));
    expect((await ask(sessionId, { files })).status).toBe('created');
    expect(await usedAt(file.id)).toBeInstanceOf(Date);
    const paths = (await listSessionFiles(bench.scope, sessionId, { limit: 10 })).rows.map(
      ({ path }) => path,
    );
    expect(paths.sort()).toEqual(['inside-0.png', 'refused.png']);
  });

  it.each(['queue', 'steer'] as const)(
    'are kept with a message that is accepted by "%s"',
    async (ifRunning) => {
      const sessionId = await bench.session();
      await bench.start(sessionId);
      const files = await filesOf([], [`by ${ifRunning}`]);
      expect((await ask(sessionId, { files, ifRunning })).status).toMatch(/queued|steered/);
      const digest = files.brought[0]?.blob.digest ?? '';
      expect(await findSessionFile(bench.scope, sessionId, { digest })).toMatchObject({ source: 'message' });
    },
  );

  it('refuse the message when an upload has gone meanwhile', async () => {
    const sessionId = await bench.session();
    const files = await filesOf(['fil_gone'], []);
    expect(await ask(sessionId, { files })).toEqual({ status: 'unknown_upload', ids: ['fil_gone'] });
  });

  it('refuse the message, and an upload, when the session or the organisation has no room for them', async () => {
    const sessionId = await bench.session();
    const files = await filesOf([], ['much']);
    expect(await ask(sessionId, { files: { ...files, organisationBytesMax: 3 } })).toMatchObject({
      status: 'files_full',
      quota: { of: 'organisation_bytes' },
    });
    const first = await upload(sessionId, 'large');
    await pool.query('UPDATE attachment SET size_bytes = $2 WHERE digest = $1', [
      first.digest,
      sessionBytesMax,
    ]);
    const file = { sessionId, filename: 'b.png', mediaType: 'image/png', createdBy: 'usr_bench' };
    const added = { ...file, source: 'upload' as const, organisationBytesMax };
    expect(await addSessionFile(bench.scope, await blobOf('more'), added)).toMatchObject({
      refused: { of: 'session_bytes' },
    });
    await pool.query('UPDATE attachment SET size_bytes = 0 WHERE digest = $1', [first.digest]);
    await pool.query(
      `INSERT INTO session_file (organisation_id, id, session_id, path, digest, source, created_by)
       SELECT $1, 'fil_' || $2 || n, $2, n::text, $3, 'upload', 'usr_bench' FROM generate_series(2, 1000) n`,
      [bench.scope.organisationId, sessionId, first.digest],
    );
    expect(await addSessionFile(bench.scope, await blobOf('one more'), added)).toMatchObject({
      refused: { of: 'session_files', max: 1000 },
    });
  });
});

describe('a session that follows an alias', () => {
  it('moves with the turn that starts in it, which runs the new version', async () => {
    const { sessionId, moveTo } = await followingSession();
    const outcome = await ask(sessionId, { moveTo });
    expect(outcome).toMatchObject({
      status: 'created',
      state: { agentVersion: 2, manifest: { instructions: 'two' } },
    });
    expect(await versionOf(sessionId)).toBe(2);
  });

  it('stays while calls wait, also when they are refused, queued behind or decided', async () => {
    const { sessionId, moveTo } = await followingSession();
    await waitFor(sessionId, 'call_alias');
    expect((await ask(sessionId, { moveTo })).status).toBe('pending');
    expect((await ask(sessionId, { moveTo, ifRunning: 'queue' })).status).toBe('queued');
    const decisions = [
      { toolCallId: 'call_alias', threadId: 'main', decision: { status: 'allow' as const } },
    ];
    expect((await ask(sessionId, { decisions })).status).toBe('created');
    expect(await versionOf(sessionId)).toBe(1);
  });

  it('stays while a turn runs, and under the one that is queued behind it', async () => {
    const { sessionId, moveTo } = await followingSession();
    const { key } = await bench.start(sessionId);
    for (const ifRunning of ['reject', 'steer', 'queue', 'cancel'] as const)
      await ask(sessionId, { moveTo, ifRunning });
    await bench.store.finish(key, { ...quietEnd(2), steerCount: 1 });
    expect((await ask(sessionId, { moveTo, ifRunning: 'queue' })).status).toBe('queued');
    expect(await versionOf(sessionId)).toBe(1);
    await cancelTurns(bench.scope, { sessionId });
    await ask(sessionId, { moveTo });
    expect(await versionOf(sessionId)).toBe(2);
  });
});

describe('a message that names the turn it goes on from', () => {
  it('joins the running turn only when that is it, or goes on from it', async () => {
    const sessionId = await bench.session();
    const first = await bench.start(sessionId);
    await bench.store.finish(first.key, quietEnd(2));
    const second = await bench.start(sessionId);
    await bench.store.finish(second.key, quietEnd(2));
    const third = await bench.start(sessionId);
    const steer = (previousTurnId: string) => ask(sessionId, { ifRunning: 'steer', previousTurnId });
    const elsewhere = { status: 'other_branch', turnId: third.key.turnId };
    expect(await steer(first.key.turnId)).toEqual(elsewhere);
    expect((await steer(second.key.turnId)).status).toBe('steered');
    expect((await steer(third.key.turnId)).status).toBe('steered');
    expect((await steer('auto')).status).toBe('steered');
    await expect(bench.store.steers(third.key, 0)).resolves.toHaveLength(3);
  });
});

describe('a turn that was given up before anything of it was kept', () => {
  it('cannot be named to go on from, and does not keep its session from going on', async () => {
    const sessionId = await bench.session();
    const { key } = await bench.start(sessionId);
    await bench.store.abandon(key, { code: 'internal', message: 'Broken.' });
    const named = await ask(sessionId, { previousTurnId: key.turnId });
    expect(named).toEqual({ status: 'lost_previous_turn' });
    expect((await ask(sessionId)).status).toBe('created');
  });

  it('can be named when it took over the context of the turn before it', async () => {
    const sessionId = await bench.session();
    const first = await bench.start(sessionId);
    await bench.store.finish(first.key, quietEnd(2));
    const { key } = await bench.start(sessionId);
    await bench.store.abandon(key, { code: 'internal', message: 'Broken.' });
    expect((await ask(sessionId, { previousTurnId: key.turnId })).status).toBe('created');
  });
});

describe('a person who was suspended', () => {
  it('starts, queues and steers nothing, even with a request that was let in before', async () => {
    const sessionId = await bench.session();
    const id = newId('user');
    await pool.query(
      `INSERT INTO app_user (id, organisation_id, email, name, role, password_hash, suspended_at, updated_at, created_by)
       VALUES ($1, $2, $1, 'Gone', 'user', 'x', now(), now(), 'usr_bench')`,
      [id, bench.scope.organisationId],
    );
    const actor = { id, name: 'Gone' };
    expect(await ask(sessionId, { actor })).toEqual({ status: 'suspended' });
    await bench.start(sessionId);
    for (const ifRunning of ['queue', 'steer', 'cancel'] as const)
      expect(await ask(sessionId, { actor, ifRunning })).toEqual({ status: 'suspended' });
  });
});
