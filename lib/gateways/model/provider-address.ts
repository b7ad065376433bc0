import type { ProviderType } from '@/lib/contract/provider';

const ownAddresses = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
  openai_compatible: null,
  simulated: null,
} as const satisfies Record<ProviderType, string | null>;

type Addressed = { type: ProviderType; baseUrl: string | null };

/**
 * Where a provider's requests go, without a final slash; null when it has no address. Anthropic's clients differ on
 * whether the base holds the version, so a bare host gets it.
 */
export function providerAddress({ type, baseUrl }: Addressed): string | null {
  if (baseUrl === null) return ownAddresses[type];
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path === '' && type === 'anthropic' ? '/v1' : path}`;
}

/** The origin a provider's key is bound to: it is sealed for it and opens for no other. */
export function providerOrigin(provider: Addressed): string {
  const address = providerAddress(provider);
  return address === null ? 'none' : new URL(address).origin;
}

/** Whether calls fail without a key. Compatible servers on one's own machine mostly have none. */
export function needsKey(type: ProviderType): boolean {
  return type === 'openai' || type === 'anthropic' || type === 'google';
}
