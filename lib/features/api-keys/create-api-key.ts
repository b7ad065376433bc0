import type { ApiKeyCreate, ApiKeyCreated } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireGrantableScopes } from '@/lib/features/require-grantable';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError } from '@/lib/platform/app-error';
import { createApiKey as createStored } from '@/lib/storage/api-keys';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction } from '@/lib/storage/scope';
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
