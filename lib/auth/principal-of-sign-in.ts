import { roleSchema } from '@/lib/contract/user';
import type { Principal } from '@/lib/contract/principal';
import { findLiveSignIn } from '@/lib/storage/sign-ins';
import type { AuthDeps } from './resolve-principal';
import { TimedCache } from './timed-cache';

const cache = new TimedCache<Principal>();

/** Forgets what is cached, so that a sign-out or a password change holds in this process at once. */
export function forgetSignIns(): void {
  cache.clear();
}

/** Who a sign-in row speaks for. Undefined once it has ended, expired, or its person is suspended. */
export async function principalOfSignIn(signInId: string, deps: AuthDeps): Promise<Principal | undefined> {
  const now = deps.now?.() ?? Date.now();
  const cached = cache.get(signInId, now);
  if (cached !== undefined) return cached;
  const row = await findLiveSignIn(deps.database, signInId, new Date(now));
  const role = roleSchema.safeParse(row?.role);
  if (row === null || !role.success) return undefined;
  const principal: Principal = {
    organisationId: row.organisationId,
    userId: row.userId,
    role: role.data,
    credential: { kind: 'sign_in', id: signInId },
  };
  cache.set(signInId, principal, now);
  return principal;
}
