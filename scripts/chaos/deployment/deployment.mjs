import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, makePassword, pause, waitUntil } from '../from-launcher.mjs';
import { createApiClient } from './api-client.mjs';
import { watchWrites } from './watch-writes.mjs';
import { startChild } from './child.mjs';
import { findPorts } from './find-ports.mjs';
import { openPostgres, ownPostgres } from './postgres.mjs';
import { createReplica } from './replica.mjs';
import { openSql } from './sql.mjs';

const programTimeoutMs = 30_000;
const removeTimeoutMs = 3000;
const program = (name) => inRoot('scripts', 'chaos', 'processes', name);

/**
 * A whole installation of real processes: one PostgreSQL, two replicas of the built application on it, a model and a
 * tool server. Everything lies below `directory`, and `remove` leaves nothing running. With `isEmbedded` there is one
 * replica, and the database is the one that it keeps itself.
 */
export async function openDeployment({
  directory,
  databaseDirectory = path.join(directory, 'database'),
  isEmbedded = false,
}) {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const [portA, portB, modelPort, ledgerPort] = await findPorts(4);
  const ledgerFile = path.join(directory, 'ledger.jsonl');
  const programs = [
    startChild([program('model-upstream.mjs')], {
      env: { PORT: String(modelPort) },
      log: path.join(directory, 'model.log'),
    }),
    startChild([program('ledger-server.mjs')], {
      env: { PORT: String(ledgerPort), LEDGER_FILE: ledgerFile },
      log: path.join(directory, 'ledger.log'),
    }),
  ];
  const postgres = isEmbedded ? ownPostgres(databaseDirectory) : await openPostgres(databaseDirectory);
  const sql = openSql(postgres.urlFor('chaos-harness'));
  const api = createApiClient(randomBytes(32).toString('base64url'));
  const env = {
    TACKROOM_SECRET: randomBytes(24).toString('base64url'),
    TACKROOM_INIT_ADMIN_EMAIL: 'admin@tackroom.local',
    TACKROOM_INIT_ADMIN_PASSWORD: makePassword(),
    TACKROOM_INIT_API_KEY: api.apiKey,
    TACKROOM_ALLOW_HOSTS: '127.0.0.1',
    TACKROOM_LOG: 'json',
  };
  const own = (name) => ({ name, directory, env, dataDirectory: path.join(directory, name) });
  const a = createReplica(
    isEmbedded
      ? { ...own('a'), port: portA, dataDirectory: databaseDirectory }
      : { ...own('a'), port: portA, databaseUrl: postgres.urlFor },
  );
  const b = createReplica({ ...own('b'), port: portB, databaseUrl: postgres.urlFor });
  const replicas = isEmbedded ? [a] : [a, b];
  const modelUrl = `http://127.0.0.1:${modelPort}`;

  let isRemoved = false;
  async function remove() {
    if (isRemoved) return;
    isRemoved = true;
    for (const replica of replicas) replica.thaw();
    await Promise.all(replicas.map((replica) => replica.kill({ withLauncher: true })));
    for (const one of programs) one.signal('SIGKILL');
    // Connections that a stopped database cut off may never say that they ended.
    await Promise.race([sql.end(), pause(removeTimeoutMs)]);
    await postgres.remove();
  }

  try {
    await untilAnswers(modelUrl);
    await untilAnswers(`http://127.0.0.1:${ledgerPort}/mcp`);
    await a.start();
    await furnish(api, a, { modelUrl, ledgerUrl: `http://127.0.0.1:${ledgerPort}/mcp` });
    await watchWrites(sql);
    if (!isEmbedded) await b.start();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    directory,
    postgres,
    sql,
    api,
    a,
    b,
    replicas,
    other: (replica) => (replica === a ? b : a),
    /** Starts what a scenario before has left dead. */
    ensureUp: () =>
      Promise.all(replicas.filter((replica) => !replica.isUp).map((replica) => replica.start())),
    ledger: async () => parseLines(await readFile(ledgerFile, 'utf8')),
    modelCalls: async () => (await fetch(modelUrl, { signal: AbortSignal.timeout(programTimeoutMs) })).json(),
    /** Which process wrote under an application name of the database. */
    writers: () => new Map(replicas.flatMap((replica) => [...replica.writers])),
    remove,
  };
}

/** The provider, the tool server with its flags and the agent that every scenario uses. */
async function furnish(api, replica, { modelUrl, ledgerUrl }) {
  const post = (path_, body) => api.need(replica, 'POST', `/api/v1${path_}`, { body });
  await post('/providers', {
    name: 'upstream',
    type: 'openai_compatible',
    base_url: `${modelUrl}/v1`,
    auth: { api_key: 'chaos-key-0000' },
    models: [{ id: 'scripted', context_window: 100_000, prices: { input: 1, output: 1 } }],
  });
  await post('/mcp-servers', { name: 'ledger', url: ledgerUrl });
  await post('/mcp-servers/ledger/sync');
  const effects = { append: 'write', transfer: 'destructive', look: 'read_only' };
  for (const [tool, effect] of Object.entries(effects))
    await api.need(replica, 'PATCH', `/api/v1/mcp-servers/ledger/tools/${tool}`, { body: { effect } });
  await post('/agents', {
    manifest: {
      name: 'chaos',
      model: 'upstream/scripted',
      instructions: 'Speak the script.',
      mcp_servers: [{ name: 'ledger', preload: true }],
    },
  });
}

async function untilAnswers(url) {
  const answered = () =>
    fetch(url, { signal: AbortSignal.timeout(2000) })
      .then((response) => response.text())
      .then(
        () => true,
        () => false,
      );
  if (!(await waitUntil(answered, { timeoutMs: programTimeoutMs, everyMs: 20 })))
    throw new Error(`Nothing answers at ${url}.`);
}

const parseLines = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
