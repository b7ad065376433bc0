/** Asks for the events that say when a queued turn starts and when a message joins one. */
export function withProgress(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}include=progress`;
}
