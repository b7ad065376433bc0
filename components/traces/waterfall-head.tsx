import type { ReactNode } from 'react';
import { Hourglass } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/lib/client/format';
import { waterfallColumns, waterfallTimeInset } from './waterfall-columns';
import type { TimeAxis } from './time-axis';

/** The heading of the waterfall: the views at the left, then the time axis and the figures. */
export function WaterfallHead({ axis, children }: { axis: TimeAxis; children: ReactNode }) {
  return (
    <div
      className={cn('h-[37px] shrink-0 border-b border-line font-mono text-xs text-muted', waterfallColumns)}
    >
      <div className="flex min-w-0 items-center pr-2 pl-5 font-sans max-lg:col-span-2">{children}</div>
      <div
        aria-hidden
        className={cn('relative overflow-hidden border-l border-line max-lg:hidden', waterfallTimeInset)}
      >
        {axis.ticks.map((tick, index) => (
          <span
            key={tick.at}
            style={{ left: `${tick.at * 100}%` }}
            className={cn(
              'absolute top-0 flex h-full items-center border-l border-line/60 pl-1 whitespace-nowrap',
              index === 0 && 'border-transparent',
            )}
          >
            {tick.label}
          </span>
        ))}
        {axis.pieces.map((piece) =>
          piece.compressed ? (
            <span
              key={piece.startMs}
              title={`${formatDuration(piece.endMs - piece.startMs)} ${piece.compressed}, drawn shorter than it was`}
              style={{ left: `${piece.from * 100}%`, width: `${(piece.to - piece.from) * 100}%` }}
              className="absolute top-0 flex h-full flex-col items-center justify-center overflow-hidden bg-raised text-[11px] leading-[14px] whitespace-nowrap"
            >
              <Hourglass aria-hidden className="!size-3" />
              <span>{largestUnit(piece.endMs - piece.startMs)}</span>
            </span>
          ) : null,
        )}
      </div>
      <div className="hidden items-center justify-end pr-2 lg:flex">Tokens</div>
      <div className="hidden items-center justify-end pr-3 lg:flex">Cost</div>
    </div>
  );
}

/** `2 h` of `2 h 4 min`: all that fits into a pause that is drawn short; its title has the rest. */
function largestUnit(durationMs: number): string {
  const rounded = durationMs > 10_000 ? Math.round(durationMs / 1000) * 1000 : durationMs;
  return formatDuration(rounded).split(' ').slice(0, 2).join(' ');
}
