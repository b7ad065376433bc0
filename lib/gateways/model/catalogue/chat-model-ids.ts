import type { ProviderType } from '@/lib/contract/provider';
import { listCatalogueModelIds } from './price-catalogue';

// The catalogue prices everything a provider ever sold; an agent runs on current chat models.
const families = {
  openai: /^(?:gpt-(?:4o|4\.1|[5-9])|o[1-9])/,
  anthropic: /^claude-[a-z]+-(?:[4-9]|\d{2})/,
  google: /^gemini-(?:2\.[5-9]|[3-9])/,
} as const;
const notChat =
  /audio|realtime|transcribe|tts|image|live|search|embedding|research|instruct|omni|oss|:|ft-|extended|-\d{4}-\d{2}-\d{2}|^o1-(?:mini|preview)/;

/** Model ids shown for a provider whose list is its own, newest first. */
export function chatModelIds(type: ProviderType): string[] {
  if (type !== 'openai' && type !== 'anthropic' && type !== 'google') return [];
  const family = families[type];
  return listCatalogueModelIds(type)
    .filter((id) => family.test(id) && !notChat.test(id))
    .sort((left, right) => rank(left) - rank(right) || right.localeCompare(left, 'en', { numeric: true }));
}

/** OpenAI's older reasoning line comes after the family that replaced it. */
function rank(id: string): number {
  return /^o\d/.test(id) ? 1 : 0;
}
