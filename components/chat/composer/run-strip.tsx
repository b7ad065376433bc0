'use client';

import { ArrowDownUp, ArrowUpRight, Coins, Timer } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Duration } from '@/components/ui/duration';
import { Money } from '@/components/ui/money';
import { Tokens } from '@/components/ui/tokens';
import { formatDuration, formatPercent, formatTokens } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import type { RunSummary } from '@/lib/client/turn-state/run-summary';
import { TraceLink } from '../trace-link';

/** What the newest run has cost so far, and the way to its trace. */
export function RunStrip({ run, contextWindow }: { run: RunSummary | null; contextWindow: number | null }) {
  if (run === null) return <div className="h-6" />;
  const { usage, contextTokens } = run;
  return (
    <section
      aria-label="This run"
      className="flex h-6 items-center gap-x-5 px-1 text-xs text-muted max-sm:justify-between"
    >
      <Figure icon={<Coins aria-hidden />}>
        <span className="sr-only">Cost</span>
        <Money amount={usage.cost_usd} />
      </Figure>
      <Figure icon={<ArrowDownUp aria-hidden />} className="max-sm:hidden">
        <span className="sr-only">Tokens</span>
        <Tokens count={usage.input_tokens} unit="in" />
        <span aria-hidden>·</span>
        <Tokens count={usage.output_tokens} unit="out" />
        {usage.cache_read_tokens > 0 ? (
          <>
            <span aria-hidden>·</span>
            <Tokens count={usage.cache_read_tokens} unit="cached" />
          </>
        ) : null}
      </Figure>
      <Figure icon={<Timer aria-hidden />}>
        <span className="sr-only">Duration</span>
        {run.status === 'running' ? (
          <Elapsed key={run.runId} endedMs={run.endedMs} />
        ) : (
          <Duration ms={run.endedMs} className="font-sans" />
        )}
      </Figure>
      <span className="flex items-center gap-x-5 sm:ml-auto">
        {contextTokens !== undefined && contextWindow !== null ? (
          <span className="tabular-nums max-md:hidden">
            {formatPercent(contextTokens / contextWindow)} of {formatTokens(contextWindow)}
          </span>
        ) : null}
        <TraceLink
          href={paths.trace(run.runId)}
          className="inline-flex items-center gap-1 font-medium whitespace-nowrap text-accent hover:underline [&_.lucide]:size-3.5"
        >
          Open trace <ArrowUpRight aria-hidden />
        </TraceLink>
      </span>
    </section>
  );
}

function Figure({ icon, className, children }: { icon: ReactNode; className?: string; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap [&_.lucide]:text-faint ${className ?? ''}`}
    >
      {icon}
      {children}
    </span>
  );
}

/** Counts on by this page's own clock, so that a clock that differs at the server does not show. */
function Elapsed({ endedMs }: { endedMs: number }) {
  const [ranMs, setRanMs] = useState(0);
  // External system: the clock.
  useEffect(() => {
    const startMs = Date.now();
    const timer = setInterval(() => setRanMs(Date.now() - startMs), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.round((endedMs + ranMs) / 1000);
  return <span className="tabular-nums">{seconds === 0 ? '0 s' : formatDuration(seconds * 1000)}</span>;
}
