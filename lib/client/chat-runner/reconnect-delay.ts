const firstMs = 500;
const longestMs = 8000;

/** After this many attempts in a row without an event the chat stops by itself and offers a button. */
export const reconnectAttemptsMax = 8;

/** Doubles from half a second to eight seconds. */
export function reconnectDelayMs(attempt: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.max(0, attempt - 1));
}
