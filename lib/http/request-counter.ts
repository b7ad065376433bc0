// Next loads this module several times in one process; the counts are the process's own.
const key = Symbol.for('tackroom.request-counts');
const holder = globalThis as { [key]?: Map<string, number> };
const knownMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Requests answered so far, by `METHOD status`. */
export function requestCounts(): Map<string, number> {
  return (holder[key] ??= new Map());
}

export function countRequest(method: string, status: number): void {
  const label = `${knownMethods.includes(method) ? method : 'OTHER'} ${status}`;
  requestCounts().set(label, (requestCounts().get(label) ?? 0) + 1);
}
