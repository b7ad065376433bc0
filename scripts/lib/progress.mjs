const startedSlowAfterMs = 700;

/**
 * Runs one step. A step that takes longer than a blink says what it does and, when done, how long it took.
 * Progress goes to standard error: standard output belongs to the ready line and the application's log.
 */
export async function step(label, work) {
  const startedAt = Date.now();
  let isShown = false;
  const show = () => {
    isShown = true;
    process.stderr.write(process.stderr.isTTY ? `… ${label}` : `… ${label}\n`);
  };
  const timer = setTimeout(show, startedSlowAfterMs);
  let isTicking = true;
  const ticker = setInterval(() => {
    if (isTicking && isShown && process.stderr.isTTY) process.stderr.write('.');
  }, 2000);
  try {
    const result = await work();
    if (isShown) {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      process.stderr.write(
        process.stderr.isTTY ? `\r\x1b[K✓ ${label} (${seconds} s)\n` : `✓ ${label} (${seconds} s)\n`,
      );
    }
    return result;
  } catch (error) {
    if (isShown && process.stderr.isTTY) process.stderr.write('\n');
    throw error;
  } finally {
    isTicking = false;
    clearTimeout(timer);
    clearInterval(ticker);
  }
}

export function note(text) {
  process.stderr.write(`${text}\n`);
}
