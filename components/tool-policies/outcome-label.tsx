import { Ban, Check, Hand, ScrollText } from 'lucide-react';
import { ToneLabel } from '@/components/ui/tone-label';
import { assertNever } from '@/lib/client/assert-never';
import { outcomeOf, type ToolFlags } from './effect-words';

/** What a call of the tool meets: a question, a free way, a free way with a line in the log, or a closed door. */
export function OutcomeLabel({ tool }: { tool: ToolFlags }) {
  const outcome = outcomeOf(tool);
  switch (outcome) {
    case 'ask':
      return (
        <ToneLabel tone="warning" icon={<Hand aria-hidden />}>
          Ask
        </ToneLabel>
      );
    case 'allow':
      return (
        <ToneLabel tone="ok" icon={<Check aria-hidden />}>
          Allow
        </ToneLabel>
      );
    case 'allow_and_log':
      return (
        <ToneLabel tone="info" icon={<ScrollText aria-hidden />}>
          Allow and log
        </ToneLabel>
      );
    case 'off':
      return (
        <ToneLabel tone="neutral" icon={<Ban aria-hidden />}>
          Switched off
        </ToneLabel>
      );
    default:
      return assertNever(outcome);
  }
}
