import { notFound } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import { deleteProvider as removeRow } from '@/lib/storage/providers';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';

/** Removes a provider with its key. Agents that name its models say so in their next run. */
export async function deleteProvider(context: FeatureContext, name: string): Promise<void> {
  requirePermission(context.principal, 'providers:write');
  await inTransaction(context.scope, async (scope) => {
    if (!(await removeRow(scope, name))) throw notFound('provider', name);
    await recordAudit(scope, {
      actorId: context.principal.userId,
      action: 'provider.deleted',
      targetType: 'provider',
      targetName: name,
    });
  });
  context.harness.models.forget(context.scope.organisationId, name);
}
