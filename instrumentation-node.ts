import { openFrontRoutes } from '@/app/front-routes';
import { bootstrapOrganisation } from '@/lib/auth/bootstrap-organisation';
import { compose, type App } from '@/lib/compose';
import { seedDemo } from '@/lib/demo/seed-demo';
import { startDemoServers, type DemoServers } from '@/lib/demo/start-demo-servers';
import { contextFor } from '@/lib/auth/context-for';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { stopSuspended } from '@/lib/features/users';
import { resealSecrets } from '@/lib/features/reseal-secrets';
import { newId } from '@/lib/platform/ids';
import { closeOverdueCalls } from '@/lib/storage/close-overdue-calls';
import { dropOldDeltas } from '@/lib/storage/drop-old-deltas';
import { sweepFiles } from '@/lib/storage/sweep-files';

const retentionEveryMs = 60_000;
const measureClockEveryMs = 60_000;
const stopSuspendedEveryMs = 3000;
const sweepFilesEveryMs = 10 * 60_000;
const exitAfterMs = 24_000;
const closeMs = 2000;
const seedTimeoutMs = 60_000;

/** The outermost layer: first content, bundled servers, loops, and how the process ends. */
export async function startApp(): Promise<void> {
  const app = compose();
  await app.clock.measure();
  const demo = app.env.demo ? await startDemoServers(app) : undefined;
  if (demo)
    for (const name of ['billing', 'payments']) {
      const server = demo.resolveBuiltin(name);
      if (server) app.builtinServers.set(name, server);
    }
  const { scope, ownerId } = await bootstrapOrganisation(app);
  const resealed = app.env.previousSecret === undefined ? 0 : await resealSecrets(app);
  if (resealed > 0) app.logger.info({ count: resealed }, 'Sealed stored credentials under the new secret.');
  if (app.env.demo) {
    const owner = {
      organisationId: scope.organisationId,
      userId: ownerId,
      role: 'owner',
      credential: { kind: 'sign_in', id: 'first-start' },
    } as const;
    await seedDemo(contextFor(app, owner, newId('request')), {
      ensureModel: ensureSimulatedProvider,
      signal: AbortSignal.timeout(seedTimeoutMs),
    });
  }
  app.harness.turns.openLoops();
  openFrontRoutes(app.logger);
  const retention = setInterval(() => {
    Promise.all([dropOldDeltas(app.database.pool), closeOverdueCalls(app.database.pool)]).catch(
      (error: unknown) => app.logger.warn({ err: error }, 'old deltas and overdue calls stay for now'),
    );
  }, retentionEveryMs);
  retention.unref();
  const suspended = setInterval(() => {
    stopSuspended(app).catch((error: unknown) =>
      app.logger.warn({ err: error }, 'turns of suspended people could not be looked for this time'),
    );
  }, stopSuspendedEveryMs);
  suspended.unref();
  const clock = setInterval(() => {
    // An outage is nothing to tell here: the time runs on from the last measurement.
    app.clock.measure().catch(() => undefined);
  }, measureClockEveryMs);
  clock.unref();
  const files = setInterval(() => {
    sweepFiles(app.database.pool).catch((error: unknown) =>
      app.logger.warn({ err: error }, 'files that nobody names stay for now'),
    );
  }, sweepFilesEveryMs);
  files.unref();
  stopOnSignal(app, demo);
}

function stopOnSignal(app: App, demo: DemoServers | undefined): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), exitAfterMs).unref();
    void drain(app, demo).then(
      () => process.exit(0),
      (error: unknown) => {
        app.logger.error({ err: error }, 'the drain did not finish');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/**
 * Streams end and new work is refused, turns are handed over, requests are answered to their end, then what they stood
 * on is closed. What is left after a moment has nothing to lose and is not waited for.
 */
async function drain(app: App, demo: DemoServers | undefined): Promise<void> {
  app.drain();
  await app.harness.turns.drain();
  await within(closeMs, closeServer());
  await within(
    closeMs,
    Promise.all([app.harness.toolServers.close(), demo?.close(), app.wire.close(), app.database.close()]),
  );
}

/** `scripts/serve.mjs` holds the listening socket; the development server has none to offer. */
async function closeServer(): Promise<void> {
  const close: unknown = Reflect.get(globalThis, Symbol.for('tackroom.close-server'));
  if (typeof close === 'function') await close();
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, over]);
  clearTimeout(timer);
}
