import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthBench, type AuthBench, type TestOrganisation } from './auth-bench.test-support';
import { isAppError } from '@/lib/platform/app-error';
import { AttemptLimit } from '@/lib/platform/attempt-limit';
import { hashPassword } from '@/lib/platform/password';
import { updateUser } from '@/lib/storage/users';
import { checkCredentials } from './check-credentials';

const password = 'a long enough password';
let bench: AuthBench;
let organisation: TestOrganisation;

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
  const passwordHash = await hashPassword(password);
  await Promise.all(
    Object.values(organisation.people).map((person) =>
      updateUser(organisation.scope, person.id, { passwordHash }),
    ),
  );
});
afterAll(() => bench.app.database.close());

function attempt(
  input: { email: string; password: string; address?: string },
  limit = new AttemptLimit(),
  now = Date.now(),
) {
  return checkCredentials(
    { address: '192.0.2.1', ...input },
    { database: bench.app.database, limit, now: () => now },
  );
}

describe('signing in', () => {
  it('opens a new sign-in each time, for any spelling of the email', async () => {
    const { email } = organisation.people.user;
    const first = await attempt({ email, password });
    const second = await attempt({ email: ` ${email.toUpperCase()} `, password });
    expect(first?.userId).toBe(organisation.people.user.id);
    expect(second?.userId).toBe(first?.userId);
    expect(second?.signInId).not.toBe(first?.signInId);
  });

  it('answers the same for a wrong password and for an email that nobody has', async () => {
    const { email } = organisation.people.user;
    expect(await attempt({ email, password: 'wrong' })).toBeUndefined();
    expect(await attempt({ email: 'nobody@example.com', password })).toBeUndefined();
    expect(await attempt({ email: 'x\0', password })).toBeUndefined();
    expect(await attempt({ email: 'x'.repeat(5000), password })).toBeUndefined();
  });

  it('tells of a suspension only who knows the password', async () => {
    const person = organisation.people.auditor;
    await updateUser(organisation.scope, person.id, { suspended: true });
    expect(await attempt({ email: person.email, password: 'wrong' })).toBeUndefined();
    await expect(attempt({ email: person.email, password })).rejects.toThrow('suspended');
  });

  it('stops after five failures of one account from one address, also for the right password, and opens again', async () => {
    const limit = new AttemptLimit();
    const { email } = organisation.people.builder;
    for (let index = 0; index < 5; index += 1) await attempt({ email, password: 'wrong' }, limit);
    await expect(attempt({ email, password }, limit)).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 429 && (error.retryAfterSeconds ?? 0) > 0,
    );
    expect(await attempt({ email, password, address: '192.0.2.2' }, limit)).toBeDefined();
    expect(await attempt({ email, password }, limit, Date.now() + 301_000)).toBeDefined();
  });

  it('counts parallel guesses before it compares them', async () => {
    const limit = new AttemptLimit();
    const { email } = organisation.people.admin;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, () => attempt({ email, password: 'wrong' }, limit)),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'rejected').length).toBe(7);
  });
});
