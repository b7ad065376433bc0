import { FileDiff } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { effectIcons } from './effect-icons';
import { effectWords, type ToolFlags } from './effect-words';

// Two faint tints on top of each other would cost the word its contrast.
const inSelectedRow = 'in-data-selected:bg-surface';

/** The flag of a tool: icon and word. A changed definition shows as such, with the flag it had. */
export function EffectBadge({ tool }: { tool: Pick<ToolFlags, 'effect' | 'state'> }) {
  const { label, tone } = effectWords[tool.effect];
  if (tool.state === 'changed') {
    return (
      <Badge
        className={inSelectedRow}
        tone="drift"
        icon={<FileDiff aria-hidden />}
        title={`Was ${label} before the server changed its definition`}
      >
        Changed
      </Badge>
    );
  }
  return (
    <Badge tone={tone} icon={effectIcons[tool.effect]} className={inSelectedRow}>
      {label}
    </Badge>
  );
}
