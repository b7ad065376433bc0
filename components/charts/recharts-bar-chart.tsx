'use client';

import { Bar as RechartsBar, BarChart as RechartsChart, ResponsiveContainer, Tooltip, YAxis } from 'recharts';
import type { Tone } from '@/components/ui/tone';
import { ChartTooltip } from './chart-tooltip';
import { logDomain } from './log-domain';

export type BarSeries = {
  /** What this part of every bar is, as in "cached". */
  name: string;
  tone: Tone;
  /** Quieter than the tone itself: for what was cached or waited. */
  isFaint?: boolean;
};

export type Bar = {
  id: string;
  /** What the bar stands for, shown in its tooltip. */
  label: string;
  /** One value for each series, in the same order. */
  values: readonly number[];
  /** Colours this bar by itself, in a chart with one series. */
  tone?: Tone;
};

export type BarChartProps = {
  /** The accessible name. */
  label: string;
  bars: readonly Bar[];
  series: readonly BarSeries[];
  formatValue: (value: number) => string;
  /** `log` keeps small bars visible beside large ones; for charts with one series. */
  scale?: 'linear' | 'log';
  height?: number;
  onSelect?: (id: string) => void;
};

/** The chart itself; use `BarChart`, which loads this one lazily. */
export function RechartsBarChart({
  label,
  bars,
  series,
  formatValue,
  scale = 'linear',
  height = 72,
  onSelect,
}: BarChartProps) {
  const rows = bars.map((bar) => ({
    id: bar.id,
    label: bar.label,
    ...(bar.tone ? { fill: `var(--${bar.tone})` } : {}),
    ...Object.fromEntries(series.map((part, index) => [part.name, drawable(bar.values[index] ?? 0, scale)])),
  }));
  const domain =
    scale === 'log' ? logDomain(bars.map((bar) => bar.values[0] ?? 0)) : ([0, 'dataMax'] as const);

  return (
    <ResponsiveContainer width="100%" height={height}>
      <RechartsChart
        data={rows}
        accessibilityLayer
        title={label}
        margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={2}
        maxBarSize={34}
      >
        <YAxis hide scale={scale} domain={[...domain]} allowDataOverflow />
        <Tooltip
          cursor={{ fill: 'var(--raised)' }}
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 30, outline: 'none' }}
          content={({ active, payload }) => {
            const bar = active
              ? bars.find((candidate) => candidate.id === payload[0]?.payload?.id)
              : undefined;
            return bar ? <ChartTooltip bar={bar} series={series} formatValue={formatValue} /> : null;
          }}
        />
        {series.map((part, index) => (
          <RechartsBar
            key={part.name}
            dataKey={part.name}
            name={part.name}
            stackId="bar"
            fill={`var(--${part.tone})`}
            fillOpacity={part.isFaint ? 0.3 : 1}
            radius={index === series.length - 1 ? [2, 2, 0, 0] : 0}
            minPointSize={series.length === 1 ? 1 : 0}
            isAnimationActive={false}
            {...(onSelect
              ? {
                  className: 'cursor-pointer',
                  onClick: (_entry: unknown, barIndex: number) => {
                    const bar = bars[barIndex];
                    if (bar) onSelect(bar.id);
                  },
                }
              : {})}
          />
        ))}
      </RechartsChart>
    </ResponsiveContainer>
  );
}

/** A log axis has no zero: what took no time draws nothing. */
function drawable(value: number, scale: 'linear' | 'log'): number | null {
  return scale === 'log' && value <= 0 ? null : value;
}
