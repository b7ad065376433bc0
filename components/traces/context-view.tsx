'use client';

import { useMemo } from 'react';
import { ContextBar } from '@/components/charts/context-bar';
import { contextKinds } from '@/components/charts/context-kinds';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { KindDot } from '@/components/ui/kind-dot';
import { formatCount, formatPercent } from '@/lib/client/format';
import { contextCalls, type ContextCall } from './context-calls';
import type { WaterfallRow } from './waterfall-rows';

const shownMax = 500;

/** What filled the window of each model call, how much of it came from the cache, and what changed in between. */
export function ContextView({
  rows,
  selectedId,
  onSelect,
}: {
  rows: readonly WaterfallRow[];
  selectedId: string | null;
  onSelect: (stepId: string) => void;
}) {
  const calls = useMemo(() => contextCalls(rows), [rows]);
  const fullest = calls.reduce((most, call) => Math.max(most, call.total), 0);
  const selected = calls.find((call) => call.row.step.id === selectedId);
  if (calls.length === 0) {
    return (
      <EmptyState title="No model call yet">
        Each model call of this run will show here what filled its window.
      </EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto px-5 py-4">
      <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {contextKinds.map(({ kind, label, tone }) => (
          <li key={kind} className="flex items-center gap-1.5">
            <KindDot tone={tone} />
            {label}
          </li>
        ))}
      </ul>
      <div role="group" aria-label="Model calls" className="-mx-2.5 flex flex-col gap-0.5">
        {calls.slice(0, shownMax).map((call) => (
          <CallRow
            key={call.row.step.id}
            call={call}
            scaleTokens={fullest}
            isSelected={call === selected}
            onSelect={onSelect}
          />
        ))}
      </div>
      {calls.length > shownMax ? (
        <p className="text-xs text-muted">
          The first {formatCount(shownMax)} of {formatCount(calls.length)} model calls; the export holds all
          of them.
        </p>
      ) : null}
      {selected ? <Changes call={selected} /> : null}
    </div>
  );
}

function CallRow({
  call,
  scaleTokens,
  isSelected,
  onSelect,
}: {
  call: ContextCall;
  scaleTokens: number;
  isSelected: boolean;
  onSelect: (stepId: string) => void;
}) {
  const { cachedShare } = call;
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={() => onSelect(call.row.step.id)}
      className={cn(
        'grid grid-cols-[92px_minmax(0,1fr)] items-center gap-x-4 rounded-md px-2.5 py-1.5 text-left sm:grid-cols-[132px_minmax(0,1fr)_168px]',
        isSelected ? 'bg-accent-soft' : 'hover:bg-raised/70',
      )}
    >
      <span className="truncate">
        <span className="font-medium">Model call {call.number}</span>{' '}
        <span className="text-xs text-muted max-sm:hidden">step {call.row.number}</span>
      </span>
      <span className="flex items-center gap-2 pr-12">
        <span className="grow">
          <ContextBar breakdown={call.breakdown} scaleTokens={scaleTokens} />
        </span>
        <span className="-mr-12 w-10 shrink-0 font-mono text-xs text-muted tabular-nums">
          {formatCount(call.total)}
        </span>
      </span>
      <span className="hidden items-center gap-3 text-xs text-muted sm:flex">
        {cachedShare === null ? null : (
          <>
            <span aria-hidden className="h-1 w-20 overflow-hidden rounded-full bg-raised">
              <span className="block h-full bg-ok" style={{ width: `${cachedShare * 100}%` }} />
            </span>
            {formatPercent(cachedShare)} cached
          </>
        )}
      </span>
    </button>
  );
}

function Changes({ call }: { call: ContextCall }) {
  return (
    <section aria-label={`What changed before call ${call.number}`} className="border-t border-line pt-3.5">
      <h3 className="text-xs text-muted">What changed before call {call.number}</h3>
      {call.changes.length === 0 ? (
        <p className="mt-1.5 text-muted">{call.number === 1 ? 'It is the first one.' : 'Nothing.'}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col gap-1">
          {call.changes.map((change) => (
            <li key={change.kind} className="flex items-center gap-2.5">
              <KindDot tone={contextKinds.find(({ kind }) => kind === change.kind)?.tone ?? 'neutral'} />
              <span className="w-16 font-mono text-xs tabular-nums">
                {change.tokens > 0 ? '+' : '−'}
                {formatCount(Math.abs(change.tokens))}
              </span>
              {change.label}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
