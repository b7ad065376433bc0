import { KindDot } from '@/components/ui/kind-dot';
import type { Bar, BarSeries } from './recharts-bar-chart';

/** The exact values of one bar. */
export function ChartTooltip({
  bar,
  series,
  formatValue,
}: {
  bar: Bar;
  series: readonly BarSeries[];
  formatValue: (value: number) => string;
}) {
  return (
    <div className="rounded-sm border border-line bg-surface px-2.5 py-1.5 text-xs shadow-float">
      <p className="max-w-60 truncate font-medium">{bar.label}</p>
      {series.map((part, index) => (
        <p key={part.name} className="flex items-center gap-1.5">
          <KindDot tone={bar.tone ?? part.tone} className={part.isFaint ? 'opacity-40' : ''} />
          <span className="text-muted">{part.name}</span>
          <span className="ml-auto pl-4 tabular-nums">{formatValue(bar.values[index] ?? 0)}</span>
        </p>
      ))}
    </div>
  );
}
