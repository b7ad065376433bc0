import { KindDot } from '@/components/ui/kind-dot';
import { formatCount } from '@/lib/client/format';
import type { ContextBreakdown } from '@/lib/contract/trace';
import { contextKinds } from './context-kinds';

/** The parts of a context with their exact counts, in the order of the bar. Parts without tokens are left out. */
export function ContextLegend({ breakdown }: { breakdown: ContextBreakdown }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {contextKinds
        .filter(({ kind }) => breakdown[kind] > 0)
        .map(({ kind, label, tone }) => (
          <li key={kind} className="flex items-center gap-2.5">
            <KindDot tone={tone} />
            <span className="grow">{label}</span>
            <span className="font-mono text-xs text-muted tabular-nums">{formatCount(breakdown[kind])}</span>
          </li>
        ))}
    </ul>
  );
}
