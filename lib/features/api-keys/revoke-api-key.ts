import { can } from '@/lib/contract/principal';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requirePermission } from '@/lib/features/require-permission';
import { notFound } from '@/lib/platform/app-error';
import { findApiKey, revokeApiKey as revokeStored } from '@/lib/storage/api-keys';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction } from '@/lib/storage/scope';

/** Ends a key: one of the caller's own, or anybody's for who may change them. */
export async function revokeApiKey({ principal, scope }: FeatureContext, id: string): Promise<void> {
  await inTransaction(scope, async (transaction) => {
    const key = await findApiKey(transaction, id);
    const isOwn = key?.user_id === principal.userId;
    // Somebody else's key is not there at all for who may not see it.
    if (key === null || !(isOwn || can(principal, 'api-keys:read') || can(principal, 'api-keys:write')))
      throw notFound('API key', id);
    requirePermission(principal, isOwn && can(principal, 'api-keys:own') ? 'api-keys:own' : 'api-keys:write');
    if (!(await revokeStored(transaction, id))) throw notFound('API key', id);
    await recordAudit(transaction, {
      actorId: principal.userId,
      action: 'api_key.revoked',
      targetType: 'api_key',
      targetName: key.name,
      detail: { id, owner: key.user_id },
    });
  });
}
