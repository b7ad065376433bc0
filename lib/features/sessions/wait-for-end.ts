import type { FeatureContext } from '../feature-context';
import { createLogReader } from './log-reader';

/**
 * Resolves when a turn has ended, wherever it runs, or when nobody waits for that any more: `signal` aborts, this
 * process stops, or `ms` have passed.
 */
export async function waitForEnd(
  { harness, scope }: FeatureContext,
  wait: { turnId: string; ms: number; signal: AbortSignal },
): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), wait.ms);
  const signal = AbortSignal.any([wait.signal, harness.draining, over.signal]);
  const key = { organisationId: scope.organisationId, turnId: wait.turnId };
  const reader = createLogReader(harness.log, key, { afterSequenceId: 0, signal });
  try {
    while (!signal.aborted) {
      const events = await reader.next();
      if (events.some((event) => event.type === 'turn.done')) return;
    }
  } finally {
    clearTimeout(timer);
    reader.close();
  }
}
