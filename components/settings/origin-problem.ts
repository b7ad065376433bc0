import { originSchema, originsMax } from '@/lib/contract/settings';

/** Why an origin cannot join the list, as a sentence, or null. */
export function originProblem(text: string, listed: readonly string[]): string | null {
  if (text === '') return 'Enter an origin.';
  if (listed.includes(text)) return 'This origin is in the list already.';
  if (listed.length >= originsMax)
    return `The list holds ${originsMax} origins and is full. Remove one first.`;
  return originSchema.safeParse(text).error?.issues[0]?.message ?? null;
}
