import { describe, expect, it } from 'vitest';
import { barHeights, type Bar } from './bar-series';

const bar = (...values: number[]): Bar => ({
  id: values.join('-'),
  label: 'x',
  parts: values.map((value, index) => ({ name: String(index), value, tone: 'model' })),
});

describe('barHeights', () => {
  it('makes the tallest bar fill the chart and stacks parts within it', () => {
    expect(barHeights([bar(1, 3), bar(2)], 'linear')).toEqual([[0.25, 0.75], [0.5]]);
  });

  it('keeps small bars visible on a log scale', () => {
    const heights = barHeights([bar(10), bar(100), bar(1000)], 'log').flat();
    expect(heights[0]).toBeCloseTo(0.1);
    expect(heights[1]).toBeCloseTo(0.55);
    expect(heights[2]).toBeCloseTo(1);
  });

  it('draws nothing for zeros, and nothing below zero', () => {
    expect(barHeights([bar(0), bar(-4)], 'linear')).toEqual([[0], [0]]);
    expect(barHeights([], 'log')).toEqual([]);
    expect(barHeights([bar(5), bar(0)], 'log')).toEqual([[1], [0]]);
  });
});
