import type { Tone } from '@/components/ui/tone';
import type { ContextBreakdown } from '@/lib/contract/trace';

export type ContextKind = keyof ContextBreakdown;

/** What fills a model's window: the same order, words and colours wherever context is shown. */
export const contextKinds: readonly { kind: ContextKind; label: string; tone: Tone }[] = [
  { kind: 'harness', label: 'Harness', tone: 'neutral' },
  { kind: 'instructions', label: 'Instructions', tone: 'accent' },
  { kind: 'skills', label: 'Skills', tone: 'skill' },
  { kind: 'tools', label: 'Tool definitions', tone: 'tool' },
  { kind: 'messages', label: 'Messages', tone: 'model' },
  { kind: 'results', label: 'Results', tone: 'subagent' },
];

/** All tokens of one call's context. */
export function contextTotal(breakdown: ContextBreakdown): number {
  return contextKinds.reduce((sum, { kind }) => sum + breakdown[kind], 0);
}
