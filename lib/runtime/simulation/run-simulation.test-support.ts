import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { createTurnService } from '../turn/turn-service';
import { checkHistory } from './check-history.test-support';
import { createFaults } from './faults.test-support';
import { createHistory } from './history.test-support';
import { createSeededRandom } from './seeded-random.test-support';
import { createSimulatedClient, type SimulatedServer } from './simulated-client.test-support';
import { createSimulatedDatabase } from './simulated-database.test-support';
import { createSimulatedSessions } from './simulated-sessions.test-support';
import { createSimulatedPorts } from './simulated-ports.test-support';
import { shopTool } from './turn-bench';
import { installVirtualTimers } from './virtual-timers.test-support';
import { createVirtualWorld, type SimulatedProcess } from './virtual-world.test-support';

const leaseMs = 10_000;
const drainMsMax = 24_000;
const stepsMax = 12_000;

const manifest = agentManifestSchema.parse({
  name: 'simulated',
  model: 'simulated/one',
  mcp_servers: [{ name: 'shop', preload: true }, 'bank'],
  config: { iteration_limit: 8 },
});
const policies = [
  shopTool('find', 'read_only'),
  shopTool('note', 'write', { idempotent: true }),
  shopTool('charge', 'write'),
  shopTool('refund', 'destructive'),
  shopTool('transfer', 'unset', { server: 'bank' }),
];

export type SimulationResult = { seed: number; problems: string[]; trace: string[]; steps: number };

/** Lives through one seed's world from its first message until all has come to rest, and says what was wrong. */
export async function runSimulation(seed: number): Promise<SimulationResult> {
  const random = createSeededRandom(seed);
  const world = createVirtualWorld(random);
  const restoreTimers = installVirtualTimers(world);
  try {
    const problems = await live(world);
    return { seed, problems, trace: world.trace, steps: world.steps };
  } finally {
    restoreTimers();
  }
}

async function live(world: ReturnType<typeof createVirtualWorld>): Promise<string[]> {
  const { random } = world;
  const faults = createFaults(random);
  const database = createSimulatedDatabase({ now: world.now, manifest });
  const sessions = createSimulatedSessions(database, world.now);
  const history = createHistory(database.violations, world.now);
  const surroundings = { world, database, sessions, faults, history, policies };
  const servers: SimulatedServer[] = [];
  let started = 0;

  function startServer(): void {
    started += 1;
    const process: SimulatedProcess = { name: `P${started}`, state: 'alive' };
    const owner = { owner: process.name, leaseMs };
    const service = createTurnService(createSimulatedPorts(surroundings, process, owner));
    servers.push({ process, service });
    world.later(process, 'starts', 0, () => service.openLoops());
  }
  function end(server: SimulatedServer): void {
    if (server.process.state === 'dead') return;
    world.kill(server.process);
    servers.splice(servers.indexOf(server), 1);
    world.later(undefined, '', random.pick([0, 500, 12_000]), startServer);
  }
  function drain(server: SimulatedServer): void {
    world.later(server.process, 'drains', 0, () => {
      history.drains(server.process);
      server.service.drain().then(
        () => end(server),
        () => end(server),
      );
      world.later(server.process, 'is out of time', drainMsMax, () => end(server));
    });
  }
  function sleep(process: SimulatedProcess): void {
    const ms = random.pick([500, 4000, 15_000, 40_000]);
    history.hits(process);
    world.later(undefined, '', ms, () => history.hits(process));
    world.sleep(process, ms);
  }
  function misfortune(): void {
    const server = servers[random.below(servers.length)];
    if (!server || !faults.isOn()) return;
    if (faults.hits('kill')) end(server);
    else if (faults.hits('sleep') && server.process.state === 'alive') sleep(server.process);
    else if (faults.hits('drain')) drain(server);
  }

  for (let count = random.between(1, 3); count > 0; count -= 1) startServer();
  const clients = Array.from({ length: random.between(1, 2) }, (_, index) =>
    createSimulatedClient({ ...surroundings, servers }, `session-${index + 1}`),
  );
  const faultSteps = random.pick([60, 150, 300]);
  let isOver = false;
  const talks = clients.map(async (client) => {
    await client.talk(random.between(1, 4));
    faults.switchOff();
    await client.conclude();
  });
  void Promise.all(talks).then(() => (isOver = true));
  const isQuiet = () => [...database.turns.values()].every((turn) => turn.status === 'ended');
  while (!isOver || !isQuiet()) {
    if (world.steps > faultSteps) faults.switchOff();
    misfortune();
    if (world.steps > stepsMax || !(await world.step())) {
      const left = [...database.turns.values()]
        .filter((turn) => turn.status !== 'ended')
        .map(({ id, status }) => `${id} ${status}`);
      return [
        `The world did not come to rest; running: ${left.join(', ') || 'nothing'}.`,
        ...database.violations,
      ];
    }
  }
  return checkHistory(database, history, manifest);
}
