const longestWaitMs = 10 * 60_000;

/** How long the provider asks to wait, from any of the headers in use; undefined when it says nothing usable. */
export function retryAfterMsOf(
  headers: Record<string, string> | undefined,
  now: number = Date.now(),
): number | undefined {
  const milliseconds = Number(headers?.['retry-after-ms']);
  if (headers?.['retry-after-ms'] !== undefined && Number.isFinite(milliseconds))
    return bounded(milliseconds);
  const text = headers?.['retry-after'];
  if (text === undefined || text === '') return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return bounded(seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : bounded(date - now);
}

function bounded(ms: number): number {
  return Math.min(Math.max(0, Math.round(ms)), longestWaitMs);
}
