import { ToneLabel } from '@/components/ui/tone-label';
import type { ToolEffect } from '@/lib/contract/tool-effect';
import { effectIcons } from './effect-icons';
import { effectWords } from './effect-words';

/** A flag as icon and word, without a frame: for menus. */
export function EffectWord({ effect }: { effect: ToolEffect }) {
  const { label, tone } = effectWords[effect];
  return (
    <ToneLabel tone={tone} icon={effectIcons[effect]}>
      {label}
    </ToneLabel>
  );
}
