import { describe, expect, it } from 'vitest';
import { logDomain } from './log-domain';

const shareOf = (value: number, [bottom, top]: readonly [number, number]): number =>
  Math.log(value / bottom) / Math.log(top / bottom);

describe('logDomain', () => {
  it('keeps the smallest bar visible and lets the tallest fill the chart', () => {
    const domain = logDomain([20, 1400, 620, 0]);
    expect(shareOf(20, domain)).toBeCloseTo(0.1);
    expect(shareOf(1400, domain)).toBe(1);
  });

  it('works for one size and for nothing at all', () => {
    expect(logDomain([5, 5])).toEqual([0.5, 5]);
    expect(logDomain([0])).toEqual([1, 10]);
  });
});
