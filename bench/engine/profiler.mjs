import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

/**
 * Loaded into the application by `--profile`: SIGUSR2 starts V8's sampling profiler, the next one writes what it saw to
 * TACKROOM_PROFILE. Other processes that inherit the option are left alone.
 */

if (process.argv[1]?.endsWith('serve.mjs')) {
  const session = new Session();
  let isRunning = false;
  process.on('SIGUSR2', () => {
    if (!isRunning) {
      isRunning = true;
      session.connect();
      session.post('Profiler.enable');
      session.post('Profiler.setSamplingInterval', { interval: 200 });
      session.post('Profiler.start');
      return;
    }
    session.post('Profiler.stop', (error, result) => {
      if (error === null) writeFileSync(process.env.TACKROOM_PROFILE, JSON.stringify(result.profile));
      session.disconnect();
      isRunning = false;
    });
  });
}
