import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatExactTime,
  formatMoney,
  formatPercent,
  formatRelativeTime,
  formatTokens,
} from './format';

describe('formatMoney', () => {
  it.each([
    [0, '$0.00'],
    [0.00001, '<$0.0001'],
    [0.0184, '$0.0184'],
    [0.05, '$0.0500'],
    [0.94, '$0.94'],
    [12.4, '$12.40'],
    [1204.5, '$1,204.50'],
    [-3.5, '-$3.50'],
  ])('shows %d as %s', (amount, text) => {
    expect(formatMoney(amount)).toBe(text);
  });

  it('keeps the currency it is given', () => {
    expect(formatMoney(480, 'EUR')).toBe('€480.00');
  });
});

describe('formatTokens', () => {
  it.each([
    [0, '0'],
    [312, '312'],
    [999, '999'],
    [1000, '1k'],
    [1100, '1.1k'],
    [11_240, '11.2k'],
    [200_000, '200k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [1_250_000, '1.3M'],
  ])('shows %d as %s', (count, text) => {
    expect(formatTokens(count)).toBe(text);
  });

  it('keeps exact counts exact', () => {
    expect(formatCount(1204)).toBe('1,204');
  });
});

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [620, '620 ms'],
    [999.7, '1 s'],
    [1800, '1.8 s'],
    [11_400, '11.4 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min'],
    [123_000, '2 min 3 s'],
    [120_000, '2 min'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h'],
    [3_840_000, '1 h 4 min'],
    [183_600_000, '2 d 3 h'],
  ])('shows %d ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('formatRelativeTime', () => {
  const now = new Date(2026, 10, 21, 15, 0, 0).getTime();
  const before = (ms: number): number => now - ms;
  const minute = 60_000;
  const hour = 60 * minute;

  it.each([
    [before(0), 'just now'],
    [before(59_000), 'just now'],
    [before(-3000), 'just now'],
    [before(-20_000), 'in under a minute'],
    [before(2 * minute), '2 min ago'],
    [before(hour), '1 h ago'],
    [before(-58 * minute), 'in 58 min'],
    [new Date(2026, 10, 20, 2, 0).getTime(), 'yesterday'],
    [new Date(2026, 10, 18, 15, 0).getTime(), '3 days ago'],
    [new Date(2026, 9, 30).getTime(), '30 Oct'],
    [new Date(2025, 9, 30).getTime(), '30 Oct 2025'],
  ])('says %d as %s', (at, text) => {
    expect(formatRelativeTime(at, now)).toBe(text);
  });

  it('answers a dash for something that is no date', () => {
    expect(formatRelativeTime('soon', now)).toBe('—');
    expect(formatExactTime('soon')).toBe('—');
  });

  it('gives the exact moment to the second', () => {
    expect(formatExactTime(now)).toContain('15:00:00');
  });
});

describe('formatBytes and formatPercent', () => {
  it.each([
    [512, '512 B'],
    [1400, '1.4 kB'],
    [5_000_000, '5 MB'],
    [999_600, '1 MB'],
  ])('shows %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0 %'],
    [0.032, '3.2 %'],
    [0.84, '84 %'],
    [1, '100 %'],
  ])('shows %d as %s', (share, text) => {
    expect(formatPercent(share)).toBe(text);
  });
});
