import { expect, test } from 'vitest';
import { retryAfterMsOf } from './retry-after';

const now = Date.parse('2026-11-21T09:00:00Z');

test.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'retry-after': 'Sat, 21 Nov 2026 09:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 08:00:00 GMT' }, 0],
  [{ 'retry-after': '86400' }, 600_000],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('reads %j', (headers, expected) => {
  expect(retryAfterMsOf(headers, now)).toBe(expected);
});
