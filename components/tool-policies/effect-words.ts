import type { Tone } from '@/components/ui/tone';
// Not from `tool-effect`: this page parses nothing at first, and that module brings the parser along.
import { effectiveEffect } from '@/lib/contract/effective-effect';
import type { ToolEffect, ToolState } from '@/lib/contract/tool-effect';

/** The flag of a tool as people call it. */
export const effectWords: Record<ToolEffect, { label: string; tone: Tone }> = {
  unset: { label: 'Unreviewed', tone: 'warning' },
  read_only: { label: 'Read-only', tone: 'ok' },
  write: { label: 'Writes', tone: 'info' },
  destructive: { label: 'Destructive', tone: 'danger' },
};

export type ToolFlags = { effect: ToolEffect; state: ToolState; enabled: boolean };

/** What happens when an agent calls the tool, as the gate decides it. */
export type ToolOutcome = 'off' | 'ask' | 'allow' | 'allow_and_log';

export function outcomeOf(tool: ToolFlags): ToolOutcome {
  if (!tool.enabled) return 'off';
  switch (effectiveEffect(tool)) {
    case 'unset':
    case 'destructive':
      return 'ask';
    case 'write':
      return 'allow_and_log';
    case 'read_only':
      return 'allow';
  }
}
