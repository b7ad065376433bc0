import { createHmac, timingSafeEqual } from 'node:crypto';
import { misconfigured } from './stop-error.mjs';

const verifierKey = 'secret-verifier';

/** What the database remembers of the secret: enough to recognise it, useless for anything else. */
export function secretVerifier(secret) {
  return createHmac('sha256', secret).update('tackroom installation secret, version 1').digest('hex');
}

/**
 * Refuses a secret that this database was not set up with; reads only, so it may run before the migrations. A database
 * without a verifier is new.
 */
export async function checkSecret(client, { secret, previousSecret, source }) {
  const { rows } = await client.query(`SELECT to_regclass('installation') IS NOT NULL AS "exists"`);
  if (!rows[0].exists) return;
  const stored = await client.query('SELECT value FROM installation WHERE key = $1', [verifierKey]);
  const value = stored.rows[0]?.value;
  if (value === undefined || matches(value, secret)) return;
  if (previousSecret !== undefined && matches(value, previousSecret)) return;
  throw misconfigured(
    `${source} is not the secret that this database was set up with; give the right one${source === 'TACKROOM_SECRET' ? ', or the old one as TACKROOM_SECRET_PREVIOUS while rotating' : ' as TACKROOM_SECRET or restore the file'}. Nothing was changed.`,
  );
}

/** Writes the verifier after the migrations: the first time, and when the secret was rotated. */
export async function rememberSecret(client, { secret }) {
  await client.query(
    `INSERT INTO installation (key, value) VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE installation.value <> excluded.value`,
    [verifierKey, secretVerifier(secret)],
  );
}

function matches(value, secret) {
  const expected = Buffer.from(secretVerifier(secret));
  const found = Buffer.from(value);
  return found.length === expected.length && timingSafeEqual(found, expected);
}
