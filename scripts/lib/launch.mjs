import { spawn } from 'node:child_process';
import { applyMigrations } from './apply-migrations.mjs';
import { displayUrl, portTaken, startApp, waitUntilReady } from './app-process.mjs';
import { ensureBuilt, ensureEditorFiles } from './build.mjs';
import { choosePort } from './choose-port.mjs';
import { checkSecret, rememberSecret } from './secret-check.mjs';
import { ensureInstalled } from './install.mjs';
import { generateClient } from './generate-client.mjs';
import { prepareFirstSignIn } from './first-sign-in.mjs';
import { note, step } from './progress.mjs';
import { openDatabase, withClient } from './open-database.mjs';
import { openSupervisedDatabase } from './supervised-database.mjs';
import { prepareDataDirectory, readSecret } from './data-directory.mjs';
import { readSettings } from './settings.mjs';
import { watchSignals } from './watch-signals.mjs';

/** `npm start` and `npm run dev`: everything that is missing, then the application, until it is told to stop. */
export async function launch(argv, environment) {
  const settings = readSettings(argv, environment);
  const signals = watchSignals();
  try {
    await launchUntilStopped(settings, signals);
  } finally {
    signals.close();
  }
}

async function launchUntilStopped(settings, signals) {
  await ensureInstalled({ stop: signals });
  const dataDir = await prepareDataDirectory(settings.dataDir);
  const secret = await readSecret(dataDir, settings.secret);
  let port = await choosePort({ ...settings, isAskedFor: settings.isPortAskedFor });
  signals.signal.throwIfAborted();
  const database = await openSupervisedDatabase((onLost) =>
    step('Starting the database', () => openDatabase({ databaseUrl: settings.databaseUrl, dataDir, onLost })),
  ).catch((error) => {
    // Ctrl-C reaches initdb too; that it failed is then no news.
    signals.signal.throwIfAborted();
    throw error;
  });
  try {
    await step('Generating the database client', () => generateClient({ stop: signals }));
    await prepareDatabase(database.url, { ...settings, ...secret });
    await step('Copying the code editor', ensureEditorFiles);
    if (!settings.isDevelopment) await ensureBuilt({ stop: signals });
    signals.signal.throwIfAborted();
    const signIn = await withClient(database.url, (client) =>
      prepareFirstSignIn({ dataDir, client, settings }),
    );
    const env = appEnvironment({
      settings,
      dataDir,
      secret: secret.secret,
      databaseUrl: database.url,
      signIn,
    });
    const serving = await serve({ settings, port, env, signals });
    port = serving.port;
    await announce({ settings, port, signIn, databaseUrl: database.url });
    await untilStopped(serving.app, signals);
  } finally {
    await database.release();
  }
}

/** Refuses a wrong secret before anything is written, then migrates. */
async function prepareDatabase(url, { secret, previousSecret, source, forget }) {
  await withClient(url, async (client) => {
    try {
      await checkSecret(client, { secret, previousSecret, source });
    } catch (error) {
      await forget();
      throw error;
    }
    await step('Migrating the database', () => applyMigrations(client));
    await rememberSecret(client, { secret });
  });
}

function appEnvironment({ settings, dataDir, secret, databaseUrl, signIn }) {
  const { TACKROOM_URL: _given, ...env } = settings.env;
  return {
    ...env,
    ...signIn.env,
    ...(settings.publicUrl === undefined
      ? {}
      : { TACKROOM_URL: settings.publicUrl, NEXTAUTH_URL: settings.publicUrl }),
    DATABASE_URL: databaseUrl,
    HOST: settings.host,
    TACKROOM_SECRET: secret,
    TACKROOM_DATA_DIR: dataDir,
    TACKROOM_DEMO: settings.hasDemo ? 'on' : 'off',
    TACKROOM_LOG: env.TACKROOM_LOG ?? (process.stdout.isTTY ? 'pretty' : 'json'),
  };
}

/** Starts the application and waits for it; a port that somebody took in the meantime is passed over once more. */
async function serve({ settings, port, env, signals }) {
  for (;;) {
    if (port !== settings.port && !settings.isPortAskedFor)
      note(`Port ${settings.port} is taken; using ${port}.`);
    const app = startApp({ settings, port, env: { ...env, PORT: String(port) } });
    signals.forced.addEventListener('abort', () => app.kill(), { once: true });
    const { signal } = signals;
    const result = await step('Starting the application', () =>
      waitUntilReady(app, { host: settings.host, port, signal }),
    ).catch(async (error) => {
      await app.stop();
      throw error;
    });
    if (result.isReady) return { app, port };
    const { code } = result.ending;
    if (code !== portTaken || settings.isPortAskedFor)
      throw new Error(describeEnding(result.ending, 'while starting'));
    port = await choosePort({ port: port + 1, host: settings.host, isAskedFor: false });
  }
}

async function announce({ settings, port, signIn, databaseUrl }) {
  const url = settings.publicUrl ?? displayUrl(settings.host, port);
  process.stdout.write(`Tackroom is ready at ${url}\n`);
  if (signIn.isWaiting) {
    const lines = await withClient(databaseUrl, signIn.lines);
    if (lines.length > 0)
      await print(`Sign in (shown this once; change it under your account):\n${lines.join('\n')}\n`);
    await signIn.markShown();
  }
  if (settings.opensBrowser) openBrowser(url);
}

/** Settles when the text has left this process: what is shown once has to have been shown. */
function print(text) {
  return new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );
}

function openBrowser(url) {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(command, [url], { detached: true, stdio: 'ignore' });
  child.once('error', () => note(`No browser could be opened; visit ${url}.`));
  child.unref();
}

async function untilStopped(app, signals) {
  const outcome = await Promise.race([signals.stopped.then(() => 'stopped'), app.ended]);
  if (outcome !== 'stopped') throw new Error(describeEnding(outcome, 'unexpectedly'));
  note('Stopping: running work is being put down safely. Press Ctrl-C again to stop at once.');
  await app.stop();
}

function describeEnding({ code, signal, error }, when) {
  return `The application ended ${when} (${error?.message ?? signal ?? `exit code ${code}`}); its log above says why.`;
}
