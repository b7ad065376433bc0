import { randomInt } from 'node:crypto';

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that can be read aloud and typed: twenty characters without look-alikes, about 99 bits. */
export function makePassword() {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/**
 * The accounts that the application will make in a database without users: variables for it and lines for the reader.
 * A password that was given is not printed.
 */
export function planFirstSignIn(env, { hasDemo }) {
  const roles = hasDemo ? ['ADMIN', 'USER'] : ['ADMIN'];
  const accounts = roles.map((role) => {
    const email = env[`TACKROOM_INIT_${role}_EMAIL`] ?? `${role.toLowerCase()}@tackroom.local`;
    const given = env[`TACKROOM_INIT_${role}_PASSWORD`];
    return { role, email, password: given ?? makePassword(), isGiven: given !== undefined };
  });
  return {
    env: Object.fromEntries(
      accounts.flatMap(({ role, email, password }) => [
        [`TACKROOM_INIT_${role}_EMAIL`, email],
        [`TACKROOM_INIT_${role}_PASSWORD`, password],
      ]),
    ),
    lines: accounts.map(({ role, email, password, isGiven }) => {
      const secret = isGiven ? `the password from TACKROOM_INIT_${role}_PASSWORD` : `password ${password}`;
      return `  ${role === 'ADMIN' ? 'administrator' : 'user'}: ${email}, ${secret}`;
    }),
  };
}

/** Whether nobody can sign in yet. */
export async function hasNoUser(client) {
  const { rows } = await client.query('SELECT NOT EXISTS (SELECT 1 FROM app_user) AS "isEmpty"');
  return rows[0].isEmpty;
}
