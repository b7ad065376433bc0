import type { Provider, ProviderPatch } from '@/lib/contract/provider';
import { providerOrigin } from '@/lib/gateways/model/provider-address';
import { notFound } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import {
  updateProvider as storeChange,
  type ProviderChange,
  type ProviderRecord,
} from '@/lib/storage/providers';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { noSecret, sealKey } from './provider-secret';
import { providerView } from './provider-view';
import { requireProvider } from './require-provider';
import { validateProvider } from './validate-provider';

/** Changes a provider. A base URL of another origin drops the stored key, which was given for the old one only. */
export async function updateProvider(
  context: FeatureContext,
  name: string,
  patch: ProviderPatch,
): Promise<Provider> {
  requirePermission(context.principal, 'providers:write');
  const provider = await requireProvider(context.scope, name);
  const change = changeOf(context, provider, patch);
  const updated = await inTransaction(context.scope, async (scope) => {
    const row = await storeChange(scope, name, change);
    if (!row) throw notFound('provider', name);
    await recordAudit(scope, {
      actorId: context.principal.userId,
      action: 'provider.changed',
      targetType: 'provider',
      targetName: name,
      detail: auditDetail(provider, row),
    });
    return row;
  });
  context.harness.models.forget(context.scope.organisationId, name);
  return providerView(updated);
}

function changeOf(context: FeatureContext, provider: ProviderRecord, patch: ProviderPatch): ProviderChange {
  const { type } = provider;
  const baseUrl = patch.base_url === undefined ? provider.baseUrl : patch.base_url;
  const models = patch.models ?? provider.models;
  const key = patch.auth?.api_key;
  validateProvider({ type, baseUrl, hasKey: key !== undefined, models });
  const change: ProviderChange = { baseUrl, models };
  if (patch.enabled !== undefined) change.enabled = patch.enabled;
  if (key !== undefined) return { ...change, ...sealKey(context.secretBox, key, { type, baseUrl }) };
  return providerOrigin({ type, baseUrl }) === providerOrigin(provider) ? change : { ...change, ...noSecret };
}

/** Old and new of what changed; of a key only that it did. */
function auditDetail(
  before: ProviderRecord,
  after: ProviderRecord,
): Record<string, { from: string; to: string } | true> {
  const detail: Record<string, { from: string; to: string } | true> = {};
  if (before.baseUrl !== after.baseUrl)
    detail['base_url'] = { from: before.baseUrl ?? '', to: after.baseUrl ?? '' };
  if (before.enabled !== after.enabled)
    detail['enabled'] = { from: String(before.enabled), to: String(after.enabled) };
  if (JSON.stringify(before.models) !== JSON.stringify(after.models)) {
    const ids = (record: ProviderRecord) => record.models.map(({ id }) => id).join(', ');
    detail['models'] = { from: ids(before), to: ids(after) };
  }
  if (before.secret !== after.secret) detail['key'] = true;
  return detail;
}
