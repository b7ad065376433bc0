/** Signals a process that leads a group of its own, and whatever it still has running there. */
export function killGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    // macOS answers EPERM for a group in which only ended processes are left.
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}
