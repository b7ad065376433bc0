import { describe, expect, it } from 'vitest';
import { chartBins } from './chart-bins';
import { exampleStep } from './example-step.test-support';
import { waterfallRows } from './waterfall-rows';

const rowsOf = (count: number) =>
  waterfallRows(
    Array.from({ length: count }, (_, index) => exampleStep({ id: `s${index}`, cost_usd: index })),
  );

describe('chartBins', () => {
  it('gives every step of a short run its own bar', () => {
    const bins = chartBins(rowsOf(3), (row) => row.step.cost_usd ?? 0, 'sum');
    expect(bins.map(({ label, value }) => [label, value])).toEqual([
      ['Step 1', 0],
      ['Step 2', 1],
      ['Step 3', 2],
    ]);
  });

  it('groups a long run into at most 80 bars without losing any of the sum', () => {
    const bins = chartBins(rowsOf(10_000), (row) => row.step.cost_usd ?? 0, 'sum');
    expect(bins.length).toBeLessThanOrEqual(80);
    expect(bins[0]?.label).toBe('Steps 1–125');
    expect(bins.reduce((sum, bin) => sum + bin.value, 0)).toBe((9999 * 10_000) / 2);
  });

  it('takes the largest value of a group where asked, and the colour of the kind that weighs most', () => {
    const rows = waterfallRows([
      exampleStep({ id: 'a', type: 'tool_call', cost_usd: 5 }),
      ...Array.from({ length: 159 }, (_, index) => exampleStep({ id: `m${index}`, cost_usd: 1 })),
    ]);
    const [first] = chartBins(rows, (row) => row.step.cost_usd ?? 0, 'max');
    expect(first).toMatchObject({ label: 'Steps 1–2', value: 5, type: 'tool_call' });
  });
});
