import type { ApiKeyCreate, ApiKeyCreated } from '@/lib/contract/user';
import type { Principal } from '@/lib/contract/principal';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireGrantableScopes } from '@/lib/features/require-grantable';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError } from '@/lib/platform/app-error';
import { createApiKey as createStored, findApiKey } from '@/lib/storage/api-keys';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction, type Scope } from '@/lib/storage/scope';
import { mintApiKey } from './mint-api-key';

/** Issues a key that speaks for the caller, within its scopes. The key itself is in this answer and nowhere else. */
export async function createApiKey(
  { principal, scope, secretBox }: FeatureContext,
  input: ApiKeyCreate,
): Promise<ApiKeyCreated> {
  requirePermission(principal, 'api-keys:own');
  requireGrantableScopes(principal, input.scopes);
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt !== null && expiresAt.getTime() <= Date.now()) {
    throw new AppError(
      'invalid_request',
      'The key would already have expired. Choose a later time, or leave it out.',
      { param: 'expires_at' },
    );
  }
  await requireWithinIssuer({ principal, scope }, expiresAt);
  const key = mintApiKey();
  return inTransaction(scope, async (transaction) => {
    const created = await createStored(transaction, {
      userId: principal.userId,
      name: input.name,
      hash: secretBox.fingerprint(key),
      last4: key.slice(-4),
      scopes: [...new Set(input.scopes)],
      expiresAt,
      createdBy: principal.userId,
    });
    await recordAudit(transaction, {
      actorId: principal.userId,
      action: 'api_key.created',
      targetType: 'api_key',
      targetName: input.name,
      detail: { id: created.id, scopes: created.scopes, expires_at: created.expires_at },
    });
    return { ...created, key };
  });
}

/** A key that ends must not live on through another one that it issued. */
async function requireWithinIssuer(
  { principal, scope }: { principal: Principal; scope: Scope },
  expiresAt: Date | null,
): Promise<void> {
  if (principal.credential.kind !== 'api_key') return;
  const issuer = await findApiKey(scope, principal.credential.id);
  const end = issuer?.expires_at ?? null;
  if (end === null || (expiresAt !== null && expiresAt.getTime() <= Date.parse(end))) return;
  throw new AppError(
    'forbidden',
    `The key that asks ends at ${end}; one that it issues cannot last longer. Set "expires_at" no later, or sign in to issue it.`,
    { param: 'expires_at' },
  );
}
