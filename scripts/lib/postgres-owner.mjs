import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chown, lstat, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unavailable } from './stop-error.mjs';

/** Runs what follows it in a user namespace in which we are `id`, with our own files belonging to that user. */
const inNamespaceAs = ({ uid, gid }) => ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];

/**
 * Who PostgreSQL runs as, for it refuses uid 0. `{ prefix, uid, gid }`: words to put before its command and the ids to
 * spawn it with. As an ordinary user: nothing special. As root: a user namespace in which our files belong to an
 * ordinary user; where namespaces are closed, an unprivileged user who can reach both the data and the binaries.
 */
export async function choosePostgresOwner({
  clusterDir,
  dataDir,
  binaries,
  namespacesOpen = namespacesAreOpen,
}) {
  if (process.getuid?.() !== 0) return { prefix: [], uid: undefined, gid: undefined };
  const existing = await lstat(clusterDir).catch(() => undefined);
  if (existing !== undefined && existing.uid !== 0) return asUser(existing.uid, existing.gid);
  const user = unprivilegedUser();
  if (namespacesOpen(user)) {
    // Inside the namespace only what belongs to us can be entered.
    await chown(dataDir, 0, 0);
    return { prefix: inNamespaceAs(user), uid: undefined, gid: undefined };
  }
  if (!canExecute(binaries.postgres, user) || !canTraverse(path.dirname(dataDir), user)) {
    throw unavailable(
      `PostgreSQL does not run as root, user namespaces are closed here, and user ${user.name} cannot reach ${path.dirname(dataDir)} or the installed PostgreSQL; start as an ordinary user, move the checkout to a directory others may enter, or set DATABASE_URL.`,
    );
  }
  await chown(dataDir, user.uid, user.gid);
  if (existing !== undefined) await chownAll(clusterDir, user);
  return asUser(user.uid, user.gid);
}

const asUser = (uid, gid) => ({ prefix: [], uid, gid });

function namespacesAreOpen(user) {
  if (process.platform !== 'linux') return false;
  const [command, ...args] = inNamespaceAs(user);
  return spawnSync(command, [...args, 'true'], { timeout: 5000, stdio: 'ignore' }).status === 0;
}

/**
 * Words to put before initdb, which insists on looking up the name of whoever runs it. An ordinary user who is in no
 * passwd file that they can read (a container with an arbitrary id) gets one of their own, seen by initdb alone.
 */
export async function initdbPrefix(owner, dataDir) {
  if (owner.prefix.length > 0 || owner.uid !== undefined || process.platform !== 'linux' || hasName())
    return owner.prefix;
  const passwd = path.join(dataDir, 'passwd');
  await writeFile(passwd, 'tackroom:x:1000:1000::/:/bin/false\n');
  const script = 'mount --bind "$0" /etc/passwd && exec unshare --user --map-user=1000 --map-group=1000 "$@"';
  return ['unshare', '--user', '--mount', '--map-root-user', '/bin/sh', '-c', script, passwd];
}

function hasName() {
  try {
    os.userInfo();
    return true;
  } catch {
    return false;
  }
}

/** The service user of a Debian PostgreSQL when there is one, else nobody. */
export function unprivilegedUser(passwd = readFileSync('/etc/passwd', 'utf8')) {
  const users = passwd.split('\n').map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { name: found?.[0] ?? 'nobody', uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) };
}

const tryAs = (user, args) =>
  spawnSync(args[0], args.slice(1), { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' }).status === 0;

const canExecute = (file, user) => tryAs(user, [file, '--version']);

const canTraverse = (directory, user) => tryAs(user, ['/bin/sh', '-c', 'cd "$1"', 'sh', directory]);

async function chownAll(directory, user) {
  await chown(directory, user.uid, user.gid);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) await chownAll(file, user);
    else if (entry.isFile()) await chown(file, user.uid, user.gid);
  }
}
