import type { ProviderType } from '@/lib/contract/provider';

type ProviderTypeInfo = {
  label: string;
  /** Suggested name of a provider of this type. */
  name: string;
  /** Where calls go when no base URL is given; null where one is needed or none exists. */
  address: string | null;
  needsKey: boolean;
};

/** How each type of provider is named and what its form has to ask for. */
export const providerTypes: Record<ProviderType, ProviderTypeInfo> = {
  openai: { label: 'OpenAI', name: 'openai', address: 'api.openai.com', needsKey: true },
  anthropic: { label: 'Anthropic', name: 'anthropic', address: 'api.anthropic.com', needsKey: true },
  google: {
    label: 'Google Gemini',
    name: 'google',
    address: 'generativelanguage.googleapis.com',
    needsKey: true,
  },
  openai_compatible: { label: 'OpenAI-compatible', name: '', address: null, needsKey: false },
  simulated: { label: 'Simulated', name: 'simulated', address: null, needsKey: false },
};

/** Types in the order people look for them. */
export const providerTypeOrder: readonly ProviderType[] = [
  'openai',
  'anthropic',
  'google',
  'openai_compatible',
  'simulated',
];
