import { contextKinds, contextTotal, type ContextKind } from '@/components/charts/context-kinds';
import type { ContextBreakdown } from '@/lib/contract/trace';
import { contextOf } from './step-words';
import type { WaterfallRow } from './waterfall-rows';

/** A model call as the context tab shows it. */
export type ContextCall = {
  row: WaterfallRow;
  /** Counts model calls from one. */
  number: number;
  breakdown: ContextBreakdown;
  total: number;
  /** Share of the input that the provider read from its cache; null while the call has no usage. */
  cachedShare: number | null;
  /** What grew or shrank since the call before it in the same thread. */
  changes: readonly { kind: ContextKind; label: string; tokens: number }[];
};

/** The model calls whose context is recorded, in the order shown. */
export function contextCalls(rows: readonly WaterfallRow[]): ContextCall[] {
  const calls: ContextCall[] = [];
  const before = new Map<string, ContextBreakdown>();
  for (const row of rows) {
    const breakdown = contextOf(row.step);
    if (!breakdown) continue;
    const previous = before.get(row.step.thread_id);
    const { usage } = row.step;
    calls.push({
      row,
      number: calls.length + 1,
      breakdown,
      total: contextTotal(breakdown),
      cachedShare:
        usage && usage.input_tokens > 0 ? Math.min(1, usage.cache_read_tokens / usage.input_tokens) : null,
      changes: previous ? changesOf(previous, breakdown) : [],
    });
    before.set(row.step.thread_id, breakdown);
  }
  return calls;
}

function changesOf(before: ContextBreakdown, after: ContextBreakdown): ContextCall['changes'] {
  return contextKinds
    .map(({ kind, label }) => ({ kind, label, tokens: after[kind] - before[kind] }))
    .filter((change) => change.tokens !== 0);
}
