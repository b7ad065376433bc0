import { scopeSchema, roleSchema } from '@/lib/contract/user';
import type { Permission } from '@/lib/contract/permissions';
import type { Principal } from '@/lib/contract/principal';
import { AppError } from '@/lib/platform/app-error';
import { findLiveApiKey, touchApiKey } from '@/lib/storage/api-keys';
import type { AuthDeps } from './resolve-principal';
import { TimedCache } from './timed-cache';

const cache = new TimedCache<Principal>();
const touchEveryMs = 60_000;
const keyForm = /^[A-Za-z0-9_-]{32,128}$/;

/**
 * Who an API key speaks for: its owner, narrowed to its scopes. The owner's role of today counts (`can` asks both),
 * not the one the key was issued under. Refuses with the same words whatever is wrong with the key.
 */
export async function principalOfApiKey(key: string, deps: AuthDeps): Promise<Principal> {
  const refused = () =>
    new AppError(
      'unauthenticated',
      'This API key is not valid: unknown, expired, revoked, or its owner is suspended. Create another under API keys.',
    );
  if (!keyForm.test(key)) throw refused();
  const now = deps.now?.() ?? Date.now();
  const hash = deps.secretBox.fingerprint(key);
  const cached = cache.get(hash, now);
  if (cached !== undefined) return cached;
  const formerHash = deps.secretBox.formerFingerprint(key);
  const row = await findLiveApiKey(deps.database, { hash, formerHash }, new Date(now));
  const role = roleSchema.safeParse(row?.role);
  if (row === null || !role.success) throw refused();
  if (row.lastUsedAt === null || now - row.lastUsedAt.getTime() >= touchEveryMs) {
    await touchApiKey(deps.database, row.id, { at: new Date(now), ifBefore: new Date(now - touchEveryMs) });
  }
  const principal: Principal = {
    organisationId: row.organisationId,
    userId: row.userId,
    role: role.data,
    credential: { kind: 'api_key', id: row.id, scopes: row.scopes.filter(isPermission) },
  };
  cache.set(hash, principal, now);
  return principal;
}

function isPermission(scope: string): scope is Permission {
  return scopeSchema.safeParse(scope).success;
}
