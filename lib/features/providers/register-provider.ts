import type { Provider, ProviderCreate } from '@/lib/contract/provider';
import { AppError } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import { createProvider } from '@/lib/storage/providers';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { noSecret, sealKey } from './provider-secret';
import { providerView } from './provider-view';
import { validateProvider } from './validate-provider';

/** Registers a provider. Its key is sealed before it is stored and is never shown again. */
export async function registerProvider(context: FeatureContext, input: ProviderCreate): Promise<Provider> {
  requirePermission(context.principal, 'providers:write');
  const { name, type, models } = input;
  const baseUrl = input.base_url ?? null;
  const key = input.auth.api_key;
  validateProvider({ type, baseUrl, hasKey: key !== undefined, models });
  const secret = key === undefined ? noSecret : sealKey(context.secretBox, key, { type, baseUrl });
  const createdBy = context.principal.userId;
  const provider = await inTransaction(context.scope, async (scope) => {
    const created = await createProvider(scope, { name, type, baseUrl, models, ...secret, createdBy });
    if (!created) {
      throw new AppError(
        'conflict',
        `There is a provider "${name}" already. Choose another name, or change that one.`,
        {
          param: 'name',
        },
      );
    }
    await recordAudit(scope, {
      actorId: createdBy,
      action: 'provider.registered',
      targetType: 'provider',
      targetName: name,
      detail: { type, base_url: baseUrl, has_key: key !== undefined },
    });
    return created;
  });
  context.harness.models.forget(context.scope.organisationId, name);
  return providerView(provider);
}
