const hiddenPageMs = 250;
const frameMs = 32;

/**
 * Calls `flush` at most once per painted frame however often it is asked to, so that a fast model does not make the
 * page render per token. A hidden page paints no frames, so a timer stands in.
 */
export function frameScheduler(flush: () => void): { request: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return {
    request: () => {
      const isHidden = typeof document !== 'undefined' && document.hidden;
      timer ??= setTimeout(
        () => {
          timer = null;
          flush();
        },
        isHidden ? hiddenPageMs : frameMs,
      );
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
