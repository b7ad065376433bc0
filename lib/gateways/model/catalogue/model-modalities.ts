import type { ProviderType } from '@/lib/contract/provider';

const seesImages =
  /gpt-4o|gpt-4\.1|gpt-[5-9]|^o[1-9]|claude|gemini|llava|vision|-vl\b|pixtral|gemma-?[3-9]|llama-?4/i;

/** What a model reads. No catalogue lists it, so it is told from the model's family. */
export function modelModalities(type: ProviderType, modelId: string): string[] {
  if (type === 'anthropic' || type === 'google') return ['text', 'image', 'file'];
  if (type === 'simulated' || !seesImages.test(modelId)) return ['text'];
  return type === 'openai' ? ['text', 'image', 'file'] : ['text', 'image'];
}
