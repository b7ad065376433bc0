import 'server-only';
import { hostname } from 'node:os';
import { createToolServerGateway } from '@/lib/gateways/mcp/tool-server-gateway';
import type { BuiltinServer } from '@/lib/gateways/mcp/server-record';
import { createModelGateway } from '@/lib/gateways/model/model-gateway';
import { readEnv, type Env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { createLogger, type Logger } from '@/lib/platform/logger';
import { createSecretBox, type SecretBox } from '@/lib/platform/secret-box';
import type { Harness } from '@/lib/runtime/harness';
import { createTurnService } from '@/lib/runtime/turn/turn-service';
import { readAttachment } from '@/lib/storage/read-attachment';
import { openDatabase, type Database } from '@/lib/storage/database';
import { createDatabaseClock, type DatabaseClock } from '@/lib/storage/database-clock';
import { databaseTrouble } from '@/lib/storage/database-unreachable';
import { createEventLog } from '@/lib/storage/event-log';
import { readMcpServer } from '@/lib/storage/mcp-servers';
import { listToolPolicies } from '@/lib/storage/mcp-tools';
import { openProcessWire } from '@/lib/storage/process-wire';
import type { ProcessWire } from '@/lib/storage/process-wire-port';
import { scopeOf } from '@/lib/storage/scope';
import { findSkillVersions } from '@/lib/storage/skills';
import { createTurnStore } from '@/lib/storage/turn-store';

/** Everything that lives as long as the process. */
export type App = {
  env: Env;
  logger: Logger;
  database: Database;
  clock: DatabaseClock;
  /** Milliseconds by that clock, for what expires. */
  now(): number;
  secretBox: SecretBox;
  harness: Harness;
  /** Word to and from the other processes on this database. */
  wire: ProcessWire;
  /** Servers that run inside this process; the demo puts its own here. */
  builtinServers: Map<string, BuiltinServer>;
  /** Takes no new work any more. */
  readonly draining: boolean;
  drain(): void;
};

const leaseMs = 10_000;
const key = Symbol.for('tackroom');
// Next loads this module several times in one process; the one instance lives on the global object, under our symbol.
const holder = globalThis as { [key]?: App };

/** The composition root: environment → adapters → runtime, once a process. */
export function compose(): App {
  return (holder[key] ??= build());
}

function build(): App {
  const env = readEnv(process.env);
  tellNextAuth(env);
  const logger = createLogger(env.logFormat);
  const database = openDatabase(env.databaseUrl);
  const clock = createDatabaseClock(database.pool);
  const secretBox = createSecretBox({ secret: env.secret, previousSecret: env.previousSecret });
  const builtinServers = new Map<string, BuiltinServer>();
  const drain = new AbortController();
  const models = createModelGateway({ database, secretBox, allowHosts: env.allowHosts });
  const toolServers = createToolServerGateway({
    allowHosts: env.allowHosts,
    secretBox,
    findServer: ({ organisationId, server }) => readMcpServer(scopeOf(database, organisationId), server),
    resolveBuiltin: (name) => builtinServers.get(name),
  });
  const wire = openProcessWire(env.databaseUrl);
  const log = createEventLog(database.patientPool, {
    readers: database.pool,
    wire,
    runsHere: (turnId) => turns.ended(turnId) !== undefined,
  });
  const owner = { owner: `${hostname()}/${process.pid}/${newId('request')}`, leaseMs };
  const turnStore = createTurnStore(database.patientPool, owner);
  const sweeper = createTurnStore(database.pool, owner);
  const turns = createTurnService({
    models,
    toolServers,
    log,
    turns: {
      ...turnStore,
      // A sweep that cannot be made now is made later: one that waited would claim what others are about to renew.
      claimExpired: (limit) => sweeper.claimExpired(limit),
      promotable: (limit) => sweeper.promotable(limit),
      // Its last event is written by a statement that the log does not see.
      abandon: (key, ending) => turnStore.abandon(key, ending).finally(() => log.wake(key.turnId)),
    },
    wire,
    databaseTrouble,
    owner,
    toolPolicies: (organisationId, servers) => listToolPolicies(scopeOf(database, organisationId), servers),
    skills: (organisationId, references) => findSkillVersions(scopeOf(database, organisationId), references),
    attachment: (organisationId, digest, maxBytes) =>
      readAttachment(scopeOf(database, organisationId), digest, maxBytes),
    clock,
    logger,
  });
  return {
    env,
    logger,
    database,
    clock,
    now: () => clock.now().getTime(),
    secretBox,
    wire,
    builtinServers,
    harness: { models, toolServers, log, turns, clock, draining: drain.signal },
    get draining() {
      return drain.signal.aborted;
    },
    drain: () => drain.abort(),
  };
}

/** next-auth reads which origin is ours from the environment and nowhere else; Hosts are checked before it is asked. */
function tellNextAuth({ publicUrl }: Env): void {
  if (publicUrl === undefined) {
    process.env.AUTH_TRUST_HOST = 'true';
    delete process.env.NEXTAUTH_URL;
  } else {
    process.env.NEXTAUTH_URL = new URL(publicUrl).origin;
  }
}
