import type { ProviderCheck } from '@/lib/contract/provider';
import { notFound } from '@/lib/platform/app-error';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';

/** Makes one small real call to a provider. What it finds is the answer, bad news included. */
export async function checkProvider(
  context: FeatureContext,
  name: string,
  signal: AbortSignal,
): Promise<ProviderCheck> {
  requirePermission(context.principal, 'providers:write');
  const check = await context.harness.models.checkProvider(context.scope.organisationId, name, signal);
  if (!check) throw notFound('provider', name);
  return check;
}
