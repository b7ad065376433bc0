import { Eye, FileDiff, HelpCircle, Pencil, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import type { ToolEffect } from '@/lib/contract/tool-effect';
import { effectWords, type ToolFlags } from './effect-words';

const icons: Record<ToolEffect, ReactNode> = {
  unset: <HelpCircle aria-hidden />,
  read_only: <Eye aria-hidden />,
  write: <Pencil aria-hidden />,
  destructive: <TriangleAlert aria-hidden />,
};

/** The flag of a tool: icon and word. A changed definition shows as such, with the flag it had. */
export function EffectBadge({ tool }: { tool: Pick<ToolFlags, 'effect' | 'state'> }) {
  const { label, tone } = effectWords[tool.effect];
  if (tool.state === 'changed') {
    return (
      <Badge
        tone="drift"
        icon={<FileDiff aria-hidden />}
        title={`Was ${label} before the server changed its definition`}
      >
        Changed
      </Badge>
    );
  }
  return (
    <Badge tone={tone} icon={icons[tool.effect]}>
      {label}
    </Badge>
  );
}
