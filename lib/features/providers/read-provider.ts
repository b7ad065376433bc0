import type { Provider } from '@/lib/contract/provider';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { providerView } from './provider-view';
import { requireProvider } from './require-provider';

/** One registered provider. */
export async function readProvider(context: FeatureContext, name: string): Promise<Provider> {
  requirePermission(context.principal, 'providers:read');
  return providerView(await requireProvider(context.scope, name));
}
