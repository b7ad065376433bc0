import type { Clock } from '@/lib/platform/clock';

const failuresMax = 5;
const windowMs = 30_000;

/** Spares a server that is down, and those who wait for it: five failures within 30 s, and it rests as long. */
export type Breaker = {
  /** Seconds until the server is tried again; undefined when it may be called now. */
  restSeconds(): number | undefined;
  succeeded(): void;
  failed(): void;
};

export function createBreaker(clock: Clock): Breaker {
  let failures: number[] = [];
  let openUntil = 0;
  return {
    restSeconds() {
      const left = openUntil - clock.now().getTime();
      return left > 0 ? Math.ceil(left / 1000) : undefined;
    },
    succeeded() {
      failures = [];
      openUntil = 0;
    },
    failed() {
      const now = clock.now().getTime();
      failures = [...failures.filter((at) => now - at < windowMs), now];
      if (failures.length >= failuresMax) openUntil = now + windowMs;
    },
  };
}
