import type { Step } from '@/lib/contract/trace';

/** When a step ran, in milliseconds since the epoch. One that still runs reaches to `nowMs`. */
export function stepSpan(step: Step, nowMs: number): { startMs: number; endMs: number } {
  const startMs = Date.parse(step.started_at);
  if (step.ended_at !== null) return { startMs, endMs: Math.max(startMs, Date.parse(step.ended_at)) };
  if (step.latency_ms !== null) return { startMs, endMs: startMs + step.latency_ms };
  return { startMs, endMs: Math.max(startMs, nowMs) };
}

/** How long a step took, or has taken so far. */
export function stepDurationMs(step: Step, nowMs: number): number {
  if (step.latency_ms !== null) return step.latency_ms;
  const { startMs, endMs } = stepSpan(step, nowMs);
  return endMs - startMs;
}

/** Whether a step is time that people take, not the machine. */
export function waitsForPeople(step: Step): boolean {
  return step.type === 'approval' || step.type === 'question';
}
