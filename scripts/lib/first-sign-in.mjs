import { randomInt, scryptSync, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { withFileLock } from './file-lock.mjs';
import { unavailable } from './stop-error.mjs';

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that can be read aloud and typed: twenty characters without look-alikes, about 99 bits. */
export function makePassword() {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/**
 * The accounts that the application makes in a database without users, kept in a file of the data directory until they
 * were shown: whatever ends this start in between, the next one still shows them. A password that was given is neither
 * kept nor shown. Returns the variables for the application, the lines to show, and what takes the file back.
 */
export async function prepareFirstSignIn({ dataDir, client, settings }) {
  const file = path.join(dataDir, 'first-sign-in');
  const accounts = await withFileLock(`${file}.lock`, async () => {
    const kept = await readKept(file);
    if (!(await hasNoUser(client))) return { kept, planned: [] };
    // Those of a start that was killed count: its application may live on for a moment and make them yet.
    const planned = planAccounts(settings, kept);
    await keep(file, planned);
    return { kept: planned, planned };
  });
  return {
    env: Object.fromEntries(
      accounts.planned.flatMap(({ role, email, password }) => [
        [`TACKROOM_INIT_${role}_EMAIL`, email],
        [`TACKROOM_INIT_${role}_PASSWORD`, password ?? settings.env[`TACKROOM_INIT_${role}_PASSWORD`]],
      ]),
    ),
    isWaiting: accounts.kept.length > 0,
    lines: (database) => describe(database, accounts.kept),
    markShown: () => rm(file, { force: true }),
  };
}

function planAccounts({ env, hasDemo }, kept) {
  const roles = hasDemo ? ['ADMIN', 'USER'] : ['ADMIN'];
  return roles.map((role) => {
    const before = kept.find((account) => account.role === role);
    const email =
      env[`TACKROOM_INIT_${role}_EMAIL`] ?? before?.email ?? `${role.toLowerCase()}@tackroom.local`;
    if (env[`TACKROOM_INIT_${role}_PASSWORD`] !== undefined) return { role, email };
    return { role, email, password: before?.password ?? makePassword() };
  });
}

/** The lines for those accounts that exist and still have the password that we know; the others need no words. */
async function describe(client, accounts) {
  const { rows } = await client.query(
    'SELECT email, password_hash AS "hash" FROM app_user WHERE email = ANY($1)',
    [accounts.map(({ email }) => normalEmail(email))],
  );
  return accounts
    .filter(({ email, password }) => {
      const user = rows.find((row) => row.email === normalEmail(email));
      return user !== undefined && (password === undefined || isPasswordOf(user.hash, password));
    })
    .map(({ role, email, password }) => {
      const secret =
        password === undefined ? `the password from TACKROOM_INIT_${role}_PASSWORD` : `password ${password}`;
      return `  ${role === 'ADMIN' ? 'administrator' : 'user'}: ${email}, ${secret}`;
    });
}

/** The form in which the application stores an e-mail address. */
const normalEmail = (email) => email.trim().normalize('NFKC').toLowerCase();

/** Reads the form that lib/platform/password.ts writes; a password of ours is plain ASCII. */
function isPasswordOf(stored, password) {
  const [scheme, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
  const actual = scryptSync(password, Buffer.from(salt, 'base64url'), expected.length, cost);
  return timingSafeEqual(actual, expected);
}

async function readKept(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).accounts;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return [];
    throw unavailable(`${file} cannot be read: ${error.message}.`, error);
  }
}

/** Whole or not at all, and on the disk before anybody is made from it. */
async function keep(file, accounts) {
  const unfinished = `${file}.new`;
  try {
    await rm(unfinished, { force: true });
    const handle = await open(unfinished, 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify({ accounts })}\n`);
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    throw unavailable(`${file} cannot be written: ${error.message}.`, error);
  }
}

async function hasNoUser(client) {
  const { rows } = await client.query('SELECT NOT EXISTS (SELECT 1 FROM app_user) AS "isEmpty"');
  return rows[0].isEmpty;
}
