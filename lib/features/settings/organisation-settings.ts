import type { Settings, SettingsPatch } from '@/lib/contract/settings';
import { findAllowedOrigins, setAllowedOrigins } from '@/lib/storage/allowed-origins';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';

export async function readSettings({ principal, scope }: FeatureContext): Promise<Settings> {
  requirePermission(principal, 'settings:read');
  return { allowed_origins: [...(await findAllowedOrigins(scope))] };
}

/** Changes what is named and leaves the rest. */
export async function updateSettings(context: FeatureContext, patch: SettingsPatch): Promise<Settings> {
  requirePermission(context.principal, 'settings:write');
  const { allowed_origins: origins } = patch;
  if (origins) {
    const distinct = [...new Set(origins)];
    await inTransaction(context.scope, async (scope) => {
      await setAllowedOrigins(scope, distinct);
      await recordAudit(scope, {
        actorId: context.principal.userId,
        action: 'settings.updated',
        targetType: 'settings',
        targetName: 'allowed_origins',
        detail: { allowed_origins: distinct.join(' ') },
      });
    });
  }
  return { allowed_origins: [...(await findAllowedOrigins(context.scope))] };
}
