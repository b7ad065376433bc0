import type { StepType } from '@/lib/contract/trace';
import type { WaterfallRow } from './waterfall-rows';

/** One bar: a step, or in a long run several neighbouring ones. */
export type ChartBin = {
  rows: readonly WaterfallRow[];
  /** `Step 7`, or `Steps 85–168`. */
  label: string;
  /** The kind with the largest part of the value, which colours the bar. */
  type: StepType;
  value: number;
};

const binsMax = 80;

/**
 * Groups rows into at most 80 bars, because thousands can be neither drawn nor told apart. `combine` makes the bar's
 * value of its steps' values.
 */
export function chartBins(
  rows: readonly WaterfallRow[],
  valueOf: (row: WaterfallRow) => number,
  combine: 'sum' | 'max',
): ChartBin[] {
  const size = Math.max(1, Math.ceil(rows.length / binsMax));
  const bins: ChartBin[] = [];
  for (let start = 0; start < rows.length; start += size) {
    const some = rows.slice(start, start + size);
    const [first] = some;
    const last = some.at(-1);
    if (!first || !last) continue;
    const values = some.map(valueOf);
    bins.push({
      rows: some,
      label: first === last ? `Step ${first.number}` : `Steps ${first.number}–${last.number}`,
      type: leadingType(some, values),
      value: combine === 'max' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0),
    });
  }
  return bins;
}

function leadingType(rows: readonly WaterfallRow[], values: readonly number[]): StepType {
  const totals = new Map<StepType, number>();
  rows.forEach((row, index) => {
    totals.set(row.step.type, (totals.get(row.step.type) ?? 0) + (values[index] ?? 0));
  });
  const [leader] = [...totals].sort((left, right) => right[1] - left[1]);
  return leader?.[0] ?? 'model_call';
}
