import { TriangleAlert } from 'lucide-react';
import { ToneLabel } from '@/components/ui/tone-label';
import type { Provider } from '@/lib/contract/provider';
import { providerTypes } from './provider-types';

/** Whether a provider has a key: masked, never the key itself. */
export function KeyState({ provider }: { provider: Provider }) {
  const { set, last4 } = provider.auth.api_key;
  if (set) {
    return (
      <span
        className="font-mono text-xs whitespace-nowrap"
        title="The key is stored encrypted and cannot be shown"
      >
        <span aria-hidden>••••{last4 ?? '••••'}</span>
        <span className="sr-only">{last4 === null ? 'Key is set' : `Key is set, ends in ${last4}`}</span>
      </span>
    );
  }
  if (!providerTypes[provider.type].needsKey) {
    return (
      <span className="text-xs whitespace-nowrap">
        {provider.type === 'simulated' ? 'needs none' : 'none'}
      </span>
    );
  }
  return (
    <ToneLabel tone="warning" icon={<TriangleAlert aria-hidden />} className="text-xs">
      missing
    </ToneLabel>
  );
}
