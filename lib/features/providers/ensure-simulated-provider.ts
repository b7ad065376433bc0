import type { Provider } from '@/lib/contract/provider';
import { findProvider } from '@/lib/storage/providers';
import type { FeatureContext } from '../feature-context';
import { providerView } from './provider-view';
import { registerProvider } from './register-provider';

export const simulatedProviderName = 'simulated';

/** Gives the organisation its simulated model, once: the demo runs on it without a key. */
export async function ensureSimulatedProvider(context: FeatureContext): Promise<Provider> {
  const present = await findProvider(context.scope, simulatedProviderName);
  if (present) return providerView(present);
  return registerProvider(context, {
    name: simulatedProviderName,
    type: 'simulated',
    base_url: null,
    auth: {},
    models: [],
  });
}
