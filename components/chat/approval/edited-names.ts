import type { CallArguments } from '@/lib/client/turn-state/call-arguments';

/** Names of the arguments that differ between what was asked for and what a person made of it. */
export function editedNames(before: CallArguments, after: CallArguments): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
