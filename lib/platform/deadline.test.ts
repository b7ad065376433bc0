import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deadline } from './deadline';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('ends when its time has passed', () => {
  const signal = deadline(1000, new AbortController().signal);
  vi.advanceTimersByTime(999);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('ends with the signal it was given, and for its reason', () => {
  const caller = new AbortController();
  const signal = deadline(1000, caller.signal);
  caller.abort('gone');
  expect(signal.reason).toBe('gone');
  expect(deadline(1000, caller.signal).reason).toBe('gone');
});
