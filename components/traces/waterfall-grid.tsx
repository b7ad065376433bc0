import { cn } from '@/components/ui/cn';
import { waterfallColumns, waterfallTimeInset } from './waterfall-columns';
import type { TimeAxis } from './time-axis';

/** The lines behind the bars: one per tick, and a hatched band where a pause is drawn shorter than it was. */
export function WaterfallGrid({ axis }: { axis: TimeAxis }) {
  return (
    <div aria-hidden className={cn('pointer-events-none absolute inset-0', waterfallColumns)}>
      <div />
      <div className={cn('relative border-l border-line', waterfallTimeInset)}>
        {axis.ticks
          .filter((tick) => tick.at > 0)
          .map((tick) => (
            <div
              key={tick.at}
              style={{ left: `${tick.at * 100}%` }}
              className="absolute inset-y-0 border-l border-line/60"
            />
          ))}
        {axis.pieces
          .filter((piece) => piece.compressed)
          .map((piece) => (
            <div
              key={piece.startMs}
              style={{ left: `${piece.from * 100}%`, width: `${(piece.to - piece.from) * 100}%` }}
              className="absolute inset-y-0 bg-[repeating-linear-gradient(135deg,var(--line)_0_1px,transparent_1px_6px)]"
            />
          ))}
      </div>
    </div>
  );
}
