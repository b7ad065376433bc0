'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import type { BarDatum } from '@/components/charts/bar-chart';
import { formatCount, formatDuration, formatMoney } from '@/lib/client/format';
import { chartBins, type ChartBin } from './chart-bins';
import { stepDurationMs } from './step-span';
import { stepKindNames, stepSubtitle, stepTitle, stepTones } from './step-words';
import { tokenBins, type TokenBin } from './token-bins';
import type { WaterfallRow } from './waterfall-rows';

// The chart library is large: it comes after the page, and only here.
const BarChart = dynamic(() => import('@/components/charts/bar-chart').then((module) => module.BarChart), {
  ssr: false,
});

const tokenLayers = [
  { name: 'cached', fill: 'color-mix(in oklab, var(--model) 32%, var(--surface))' },
  { name: 'new', fill: 'var(--model)' },
  { name: 'output', fill: 'var(--accent)' },
] as const;
const singleLayer = [{ name: 'value', fill: 'var(--model)' }] as const;
const numeric = true;

/** Cost, tokens and latency of a run, step by step. A press on a bar chooses its step. */
export function TraceCharts({
  rows,
  nowMs,
  onSelect,
}: {
  rows: readonly WaterfallRow[];
  nowMs: number;
  onSelect: (stepId: string) => void;
}) {
  const costs = useMemo(() => chartBins(rows, (row) => row.step.cost_usd ?? 0, 'sum'), [rows]);
  const latencies = useMemo(
    () => chartBins(rows, (row) => stepDurationMs(row.step, nowMs), 'max'),
    [rows, nowMs],
  );
  const tokens = useMemo(() => tokenBins(rows), [rows]);
  return (
    <div className="grid shrink-0 border-b border-line max-md:auto-cols-[82%] max-md:grid-flow-col max-md:overflow-x-auto md:grid-cols-3">
      <ChartFrame
        title="Cost by step"
        note={costs.every((bin) => bin.value === 0) ? 'nothing to pay' : undefined}
        table={binTable(costs, 'Cost', formatMoney)}
      >
        <BarChart
          label="Cost by step"
          layers={singleLayer}
          data={costs.map((bin) => binDatum(bin, bin.value, formatMoney(bin.value)))}
          onChoose={onSelect}
        />
      </ChartFrame>
      <ChartFrame
        title="Tokens by model call"
        table={tokenTable(tokens)}
        note={tokenLayers.map((layer) => (
          <span key={layer.name} className="flex items-center gap-1.5 max-xl:hidden">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: layer.fill }} />
            {layer.name}
          </span>
        ))}
      >
        <BarChart
          label="Tokens by model call"
          layers={tokenLayers}
          data={tokens.map(tokenDatum)}
          onChoose={onSelect}
        />
      </ChartFrame>
      <ChartFrame
        title="Latency by step"
        note="log scale"
        table={binTable(latencies, 'Latency', formatDuration)}
      >
        <BarChart
          label="Latency by step"
          layers={singleLayer}
          data={latencies.map((bin) => binDatum(bin, Math.log10(1 + bin.value), formatDuration(bin.value)))}
          onChoose={onSelect}
        />
      </ChartFrame>
    </div>
  );
}

function binDatum(bin: ChartBin, height: number, value: string): BarDatum {
  const [first] = bin.rows;
  return {
    key: first?.step.id ?? bin.label,
    label: bin.label,
    heights: [height],
    fill: `var(--${stepTones[bin.type]})`,
    facts: [binName(bin), value],
  };
}

function tokenDatum(bin: TokenBin): BarDatum {
  return {
    key: bin.firstStepId,
    label: bin.label,
    heights: [bin.cached, bin.fresh, bin.output],
    facts: [
      `${formatCount(bin.cached)} read from cache`,
      `${formatCount(bin.fresh)} new`,
      `${formatCount(bin.output)} output`,
    ],
  };
}

function binName(bin: ChartBin): string {
  const [first] = bin.rows;
  if (!first || bin.rows.length > 1) return `mostly ${stepKindNames[bin.type].many}`;
  return [stepTitle(first.step), stepSubtitle(first.step)].filter((word) => word !== '').join(' ');
}

function binTable(bins: readonly ChartBin[], valueName: string, format: (value: number) => string) {
  return {
    columns: [{ name: 'Step' }, { name: 'What' }, { name: valueName, numeric }],
    rows: bins.map((bin) => ({ key: bin.label, cells: [bin.label, binName(bin), format(bin.value)] })),
  };
}

function tokenTable(bins: readonly TokenBin[]) {
  return {
    columns: [
      { name: 'Model call' },
      { name: 'Read from cache', numeric },
      { name: 'New', numeric },
      { name: 'Output', numeric },
    ],
    rows: bins.map((bin) => ({
      key: bin.firstStepId,
      cells: [bin.label, formatCount(bin.cached), formatCount(bin.fresh), formatCount(bin.output)],
    })),
  };
}
