import { ensureInstalled } from './lib/install.mjs';
import { exitWith, misconfigured } from './lib/stop-error.mjs';

/**
 * `npm run fuzz -- --requests N --seed S`: requests made from the OpenAPI document, right, nearly right and rubbish,
 * against the built application. No answer may be a 5xx, have another shape than the documented error, or tell of the
 * inside.
 */
try {
  const { requests, seed } = readOptions(process.argv.slice(2));
  await ensureInstalled({ withDevelopment: true });
  const { prepareBuild } = await import('./lib/test-parts.mjs');
  const { runFuzz } = await import('./fuzz/run-fuzz.mjs');
  await prepareBuild();
  process.stdout.write(`${requests} requests with seed ${seed}\n`);
  const { problems, sent, statuses, seconds, memoryMb, memoryMbAtEnd } = await runFuzz({ requests, seed });
  process.stdout.write(
    `${sent} requests in ${seconds.toFixed(0)} s, answers ${JSON.stringify(statuses)}, memory ${memoryMb} → ${memoryMbAtEnd} MB\n`,
  );
  process.stdout.write(
    problems.length === 0 ? 'Nothing was found.\n' : `${problems.length} things were found.\n`,
  );
  process.exit(problems.length === 0 ? 0 : 1);
} catch (error) {
  exitWith(error);
}

function readOptions(args) {
  const options = { requests: 3000, seed: Math.floor(Math.random() * 1_000_000) };
  for (let index = 0; index < args.length; index += 2) {
    const name = args[index].replace(/^--/, '');
    const value = Number(args[index + 1]);
    if (!(name in options) || !Number.isInteger(value) || value < 1)
      throw misconfigured(
        `Use --requests N and --seed S with whole numbers, not ${args.slice(index).join(' ')}.`,
      );
    options[name] = value;
  }
  return options;
}
