'use client';

import { Bar, BarChart as Recharts, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

/** One layer of the bars: what it is called and the CSS colour it wears. */
export type BarLayer = { name: string; fill: string };

export type BarDatum = {
  key: string;
  /** Heading of the tooltip. */
  label: string;
  /** Drawn height of each layer, bottom first. */
  heights: readonly number[];
  /** Colour of this bar, where bars differ; only with a single layer. */
  fill?: string;
  /** Exact values, as the tooltip words them. */
  facts: readonly string[];
};

/**
 * Small bars without axes, for a row of charts. Hover and arrow keys show exact values; a press chooses the bar.
 * The table with the same values stands beside it, so this holds no information of its own.
 */
export function BarChart({
  label,
  layers,
  data,
  onChoose,
}: {
  label: string;
  layers: readonly BarLayer[];
  data: readonly BarDatum[];
  onChoose: (key: string) => void;
}) {
  const drawn = data.map((datum, index) => ({ ...datum, index }));
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height: 72 }}>
      <Recharts
        data={drawn}
        margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={data.length > 24 ? '8%' : 4}
        title={label}
        accessibilityLayer
        onClick={({ activeTooltipIndex }) => {
          const datum = drawn[Number(activeTooltipIndex)];
          if (datum) onChoose(datum.key);
        }}
      >
        <XAxis dataKey="index" hide />
        <YAxis hide domain={[0, (most: number) => (most > 0 ? most : 1)]} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--raised)' }}
          allowEscapeViewBox={{ x: false, y: true }}
          wrapperStyle={{ zIndex: 30 }}
          content={({ active, label: index }) => (
            <ChartTooltip datum={active ? drawn[Number(index)] : undefined} />
          )}
        />
        {layers.map((layer, position) => (
          <Bar
            key={layer.name}
            name={layer.name}
            dataKey={(datum: BarDatum) => datum.heights[position] ?? 0}
            fill={layer.fill}
            stackId="all"
            maxBarSize={34}
            minPointSize={layers.length === 1 ? 1 : 0}
            radius={position === layers.length - 1 ? [2, 2, 0, 0] : 0}
            isAnimationActive={false}
            className="cursor-pointer"
          />
        ))}
      </Recharts>
    </ResponsiveContainer>
  );
}

function ChartTooltip({ datum }: { datum: BarDatum | undefined }) {
  if (!datum) return null;
  return (
    <div className="rounded-sm border border-line bg-surface px-2 py-1 text-xs whitespace-nowrap text-ink shadow-float">
      <div className="font-medium">{datum.label}</div>
      {datum.facts.map((fact) => (
        <div key={fact} className="text-muted tabular-nums">
          {fact}
        </div>
      ))}
    </div>
  );
}
