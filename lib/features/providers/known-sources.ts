import type { ProviderType } from '@/lib/contract/provider';

/** A provider that a variable of the environment hints at. */
export type KnownSource = {
  name: string;
  type: ProviderType;
  baseUrl: string | null;
  variables: readonly string[];
};

const compatible = (name: string, variable: string, baseUrl: string): KnownSource => ({
  name,
  type: 'openai_compatible',
  baseUrl,
  variables: [variable],
});

/** Variables that people keep provider keys in, with the provider each is for. */
export const knownSources: readonly KnownSource[] = [
  { name: 'openai', type: 'openai', baseUrl: null, variables: ['OPENAI_API_KEY'] },
  { name: 'anthropic', type: 'anthropic', baseUrl: null, variables: ['ANTHROPIC_API_KEY'] },
  {
    name: 'google',
    type: 'google',
    baseUrl: null,
    variables: ['GEMINI_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  },
  compatible('openrouter', 'OPENROUTER_API_KEY', 'https://openrouter.ai/api/v1'),
  compatible('groq', 'GROQ_API_KEY', 'https://api.groq.com/openai/v1'),
  compatible('mistral', 'MISTRAL_API_KEY', 'https://api.mistral.ai/v1'),
  compatible('deepseek', 'DEEPSEEK_API_KEY', 'https://api.deepseek.com/v1'),
  compatible('together', 'TOGETHER_API_KEY', 'https://api.together.xyz/v1'),
  compatible('fireworks', 'FIREWORKS_API_KEY', 'https://api.fireworks.ai/inference/v1'),
  compatible('xai', 'XAI_API_KEY', 'https://api.x.ai/v1'),
];

/** Source of an Ollama that answers on this machine. */
export const ollamaSource = 'ollama';
