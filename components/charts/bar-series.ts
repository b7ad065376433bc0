import type { Tone } from '@/components/ui/tone';

export type BarPart = {
  /** What this part of the bar is, as in "cached". */
  name: string;
  value: number;
  tone: Tone;
  /** Quieter than the tone itself: for what was already paid, cached or waiting. */
  isFaint?: boolean;
};

export type Bar = {
  id: string;
  /** What the bar stands for, shown in its tooltip. */
  label: string;
  parts: readonly BarPart[];
};

export type BarScale = 'linear' | 'log';

/** The height of a bar's part as a share of the tallest bar. Log shares are of the whole bar, split by value. */
export function barHeights(bars: readonly Bar[], scale: BarScale): number[][] {
  const totals = bars.map((bar) => bar.parts.reduce((sum, part) => sum + Math.max(0, part.value), 0));
  const positive = totals.filter((total) => total > 0);
  const top = Math.max(...positive, 0);
  if (top === 0) return bars.map((bar) => bar.parts.map(() => 0));
  const bottom = Math.min(...positive);
  return bars.map((bar, index) => {
    const total = totals[index] ?? 0;
    const height = total === 0 ? 0 : scale === 'linear' ? total / top : logShare({ value: total, bottom, top });
    return bar.parts.map((part) => (total === 0 ? 0 : (Math.max(0, part.value) / total) * height));
  });
}

function logShare({ value, bottom, top }: { value: number; bottom: number; top: number }): number {
  if (top === bottom) return 1;
  // The smallest bar still stands a tenth high: it is there.
  return 0.1 + 0.9 * (Math.log(value / bottom) / Math.log(top / bottom));
}
