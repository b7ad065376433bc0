/**
 * A signal that aborts with `signal`, or by itself after `ms`. Not `AbortSignal.any` with `AbortSignal.timeout`: Node 20
 * forgets a timeout that nothing else holds when it collects garbage, and whoever waits then waits for ever.
 */
export function deadline(ms: number, signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException(`There was no end in ${ms} ms.`, 'TimeoutError')),
    ms,
  );
  timer.unref();
  const follow = () => {
    clearTimeout(timer);
    controller.abort(signal.reason);
  };
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  return controller.signal;
}
