import process from 'node:process';

/**
 * Loaded into the application's process before anything else. The launcher holds a channel to it; when the launcher is
 * killed the channel closes, and an application without its launcher drains and ends instead of holding the port for ever.
 */
const drainTimeoutMs = 25_000;

// Next's development server starts children with the same arguments; only the launcher's own child watches.
if (process.channel && process.env.TACKROOM_LAUNCHER === String(process.ppid)) {
  process.channel.unref();
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), drainTimeoutMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
}
