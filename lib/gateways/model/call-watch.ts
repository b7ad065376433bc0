/** Watches one call: ends it when the caller does, or when the provider is silent for too long. */
export type CallWatch = {
  /** Aborts the request upstream. */
  signal: AbortSignal;
  /** Something arrived: from now on the pause between two chunks is what counts. */
  heard(): void;
  timedOut(): 'first_token' | 'idle' | undefined;
  /** `isOver`: the provider has said everything. Otherwise its request is aborted. */
  stop(isOver: boolean): void;
};

export type CallTimeouts = { firstTokenMs: number; idleMs: number };

export function watchCall(caller: AbortSignal, timeouts: CallTimeouts): CallWatch {
  const abort = new AbortController();
  let timeout: 'first_token' | 'idle' | undefined;
  let hasHeard = false;
  const onAbort = () => abort.abort();
  const onTimeout = () => {
    timeout = hasHeard ? 'idle' : 'first_token';
    abort.abort();
  };
  if (caller.aborted) onAbort();
  caller.addEventListener('abort', onAbort, { once: true });
  let timer = setTimeout(onTimeout, timeouts.firstTokenMs);
  return {
    signal: abort.signal,
    heard() {
      if (hasHeard) {
        timer.refresh();
        return;
      }
      hasHeard = true;
      clearTimeout(timer);
      timer = setTimeout(onTimeout, timeouts.idleMs);
    },
    timedOut: () => timeout,
    stop(isOver) {
      clearTimeout(timer);
      caller.removeEventListener('abort', onAbort);
      // A consumer that walks away in the middle must not leave the request running.
      if (!isOver) abort.abort();
    },
  };
}
