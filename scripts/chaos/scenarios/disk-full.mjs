import { spawnSync } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { pause, waitUntil } from '../from-launcher.mjs';
import { createProbe } from '../run/probe.mjs';
import { connectOnce } from '../deployment/sql.mjs';

const sizeMb = 400;
/** Longer than the launcher waits between two tries to start its own database again. */
const fullMs = { ci: 6000, full: 30_000 };
const recoveryMsMax = 30_000;
const turnsAtOnce = 5;

/**
 * R14: the disk of the database is full. Requests are refused and say so, nothing that is stored is harmed, and with
 * space everything goes on, without a restart of any replica.
 */
export const diskFull = {
  name: 'disk-full',
  promise: 'R14',
  counts: { ci: 2, full: 10 },
  unit: 'times that the disk of the database was full, external and embedded by turns',
  async run(context) {
    const mount = path.join(context.deployment.directory, 'small-disk');
    await mkdir(mount);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0700`, 'tmpfs', mount]);
    if (mounted.status !== 0) {
      const why = mounted.stderr?.toString().trim() ?? mounted.error?.message;
      return `a tmpfs of its own size cannot be mounted here (${why}); run as root to try it`;
    }
    try {
      await tryOn(context, mount, { isEmbedded: false });
      await tryOn(context, mount, { isEmbedded: true });
    } finally {
      spawnSync('umount', ['-l', mount]);
    }
    return undefined;
  },
};

/** Half of the rounds, on an installation whose database lies on the small disk. */
async function tryOn(context, mount, { isEmbedded }) {
  const shared = context.deployment;
  const small = await context.openOther({ databaseDirectory: path.join(mount, 'database'), isEmbedded });
  context.deployment = small;
  try {
    for (let round = 0; round < context.count / 2 && context.result.problems.length === 0; round += 1)
      await fillOnce(context, mount);
  } finally {
    context.deployment = shared;
    await small.remove();
  }
}

async function fillOnce(context, mount) {
  const { deployment, random, result } = context;
  const started = [];
  for (let index = 0; index < turnsAtOnce; index += 1) {
    const script = { id: context.nextId(), steps: [{ words: random.between(100, 200), everyMs: 50 }] };
    started.push(await context.startTurn(random.pick(deployment.replicas), script));
  }
  const pids = deployment.replicas.map(({ pid }) => pid);
  const ballast = path.join(mount, 'ballast');
  await fill(ballast);
  const filledAt = Date.now();
  // What the server has set aside takes a moment to use up: it is used up here, so that the next write meets the end.
  await useUp(deployment);
  context.tell(`disk filled, and used up after ${Date.now() - filledAt} ms`);
  const probe = createProbe(context, started[0].sessionId, { statuses: [503, 507], mayServe: true });
  await pause(context.isFull ? fullMs.full : fullMs.ci);
  await probe.stop();
  const refused = probe.answers.filter(({ status }) => status === 503 || status === 507).length;
  await rm(ballast);
  const freeAt = Date.now();
  // The server itself may have stopped over it; whoever keeps it starts it again, as the launcher does with its own.
  await deployment.postgres.ensureUp();
  const isServing = await waitUntil(async () => (await canWrite(deployment)) === true, {
    timeoutMs: recoveryMsMax,
    everyMs: 200,
  });
  if (!isServing) context.fail(`writes were refused for ${recoveryMsMax} ms after there was space again`);
  result.gapsMs.push(Date.now() - freeAt);
  await context.check();
  probe.judge();
  if (refused === 0) context.fail('the disk was full and no request was refused');
  if (deployment.replicas.some(({ pid }, index) => pid !== pids[index] || !deployment.replicas[index].isUp))
    context.fail('a replica did not live through it');
  context.tell(`${refused} of ${probe.answers.length} requests refused while full`);
  if (result.problems.length === 0) result.done += 1;
}

/** Takes all the space there is, in ever smaller pieces. */
async function fill(file) {
  const handle = await open(file, 'w');
  try {
    for (let size = 2 ** 24; size >= 2 ** 12; size /= 2) {
      const piece = Buffer.alloc(size);
      while (await writes(handle, piece));
    }
  } finally {
    await handle.close();
  }
}

async function writes(handle, piece) {
  try {
    return (await handle.write(piece)).bytesWritten === piece.length;
  } catch (error) {
    if (error.code === 'ENOSPC') return false;
    throw error;
  }
}

/** Writes until the database says that it cannot. */
async function useUp(deployment) {
  const isFull = await waitUntil(
    async () => {
      try {
        const client = await connectOnce(deployment.postgres.urlFor('chaos-filler'));
        try {
          await client.query(
            `CREATE TABLE IF NOT EXISTS chaos_filler (text text);
             INSERT INTO chaos_filler SELECT repeat(md5(random()::text), 200) FROM generate_series(1, 2000)`,
          );
        } finally {
          await client.end();
        }
        return false;
      } catch {
        return true;
      }
    },
    { timeoutMs: 60_000, everyMs: 0 },
  );
  if (!isFull) throw new Error('The disk could not be filled.');
}

async function canWrite({ api, replicas }) {
  const answers = await Promise.all(
    replicas.map((replica) =>
      api.send(replica, 'POST', '/api/v1/sessions', { body: { agent_name: 'chaos' } }),
    ),
  );
  return answers.every(({ status }) => status === 201);
}
