import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAuthBench, type AuthBench, type TestOrganisation } from './auth-bench.test-support';
import { authOptions } from './auth-options';

let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

/** Six wrong passwords, each said to come from another address; true when the last one is told to wait. */
async function isHeldBack(email: string, publicUrl: string | undefined): Promise<boolean> {
  const [provider] = authOptions({ ...bench.app, env: { ...bench.app.env, publicUrl } }).providers;
  if (provider?.type !== 'credentials') throw new Error('There is no sign-in by password.');
  // next-auth keeps what was configured under `options`, which its type does not show.
  const { authorize } = provider.options as Pick<typeof provider, 'authorize'>;
  const attempt = (from: number) =>
    authorize(
      { email, password: 'wrong' },
      { headers: { 'x-forwarded-for': `198.51.100.${from}` }, body: {}, query: {}, method: 'POST' },
    );
  for (const from of [1, 2, 3, 4, 5]) await attempt(from);
  return Promise.resolve(attempt(6)).then(
    () => false,
    (error: unknown) => error instanceof Error && error.message.startsWith('Too many'),
  );
}

it('counts guesses together, whatever address a caller without a proxy claims', async () => {
  expect(await isHeldBack(organisation.people.user.email, undefined)).toBe(true);
});

it('counts by the address that the proxy in front names', async () => {
  expect(await isHeldBack(organisation.people.builder.email, 'https://tackroom.example')).toBe(false);
});
