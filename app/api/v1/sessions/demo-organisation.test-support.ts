import type { AuthBench, TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { seedDemo } from '@/lib/demo/seed-demo';
import { startDemoServers } from '@/lib/demo/start-demo-servers';
import { ensureSimulatedProvider } from '@/lib/features/providers';

/** An organisation with the demo's agents, servers and simulated model, and a key of its owner. */
export async function openDemoOrganisation(
  bench: AuthBench,
): Promise<{ organisation: TestOrganisation; key: string; close(): Promise<void> }> {
  const organisation = await bench.makeOrganisation();
  const demo = await startDemoServers(bench.app);
  for (const name of ['billing', 'payments']) {
    const server = demo.resolveBuiltin(name);
    if (server) bench.app.builtinServers.set(name, server);
  }
  const { scope, people } = organisation;
  const context = bench.contextOf(scope, people.owner);
  await seedDemo(context, { ensureModel: ensureSimulatedProvider, signal: AbortSignal.timeout(30_000) });
  return { organisation, key: await bench.makeKey(scope, people.owner), close: () => demo.close() };
}
