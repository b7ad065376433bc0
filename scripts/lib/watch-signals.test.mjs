import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoppedEarly, watchSignals } from './watch-signals.mjs';

let signals;
let exitCode;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  exitCode = process.exitCode;
  signals = watchSignals();
});
afterEach(() => {
  signals.close();
  process.exitCode = exitCode;
  vi.useRealTimers();
});

const press = (name, afterMs = 0) => {
  vi.setSystemTime(Date.now() + afterMs);
  process.emit(name, name);
};

describe('the wish to stop', () => {
  test('is one wish when npm passes the same Ctrl-C on', () => {
    press('SIGINT');
    press('SIGINT', 100);
    expect(signals.signal.reason).toBeInstanceOf(StoppedEarly);
    expect(signals.forced.aborted).toBe(false);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('becomes force when %s comes again, and the exit code says so', (name, code) => {
    press(name);
    press(name, 1000);
    expect(signals.forced.aborted).toBe(true);
    expect(process.exitCode).toBe(code);
  });
});
