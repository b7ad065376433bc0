/**
 * `npm start`, and with `--dev` `npm run dev`. Nothing is imported before Node's version is known to be good enough,
 * and nothing from node_modules before the install.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`tackroom: Node ${process.versions.node} is too old; wanted is 20.19 or newer.\n`);
  process.exit(78);
}

const { exitWith } = await import('./lib/stop-error.mjs');
const { launch } = await import('./lib/launch.mjs');
const { StoppedEarly } = await import('./lib/watch-signals.mjs');
try {
  await launch(process.argv.slice(2), process.env);
  process.exit();
} catch (error) {
  if (error instanceof StoppedEarly) process.exit();
  exitWith(error);
}
