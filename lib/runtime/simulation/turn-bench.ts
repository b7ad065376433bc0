import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import type { TurnInputEcho } from '@/lib/contract/turn';
import type { ToolServerPort, ToolServerResult, ToolCallResult } from '@/lib/gateways/mcp/tool-server-port';
import type { ToolEffect } from '@/lib/contract/tool-effect';
import { createLogger } from '@/lib/platform/logger';
import type { TurnKey } from '@/lib/storage/event-log-port';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';
import type { RuntimePorts } from '../runtime-ports';
import { createTurnService } from '../turn/turn-service';
import { createInMemoryStore } from './in-memory-store';
import { createScriptedModel, type ScriptedReply } from './scripted-model';

const organisationId = 'org_test';
const sessionId = 'ses_test';

type BenchOptions = {
  script: ScriptedReply[];
  policies?: ToolPolicy[];
  manifest?: Record<string, unknown>;
  callTool?: (tool: string, input: Record<string, unknown>) => Promise<ToolServerResult<ToolCallResult>>;
  databaseTrouble?: NonNullable<RuntimePorts['databaseTrouble']>;
};

/** A runner on in-memory ports: what tests and the simulation drive. */
export function createTurnBench(options: BenchOptions) {
  const memory = createInMemoryStore();
  const models = createScriptedModel(options.script);
  const sent: { tool: string; input: Record<string, unknown> }[] = [];
  const toolServers: ToolServerPort = {
    listTools: async () => ({ ok: true, value: [], latencyMs: 0 }),
    async callTool(_address, call) {
      sent.push({ tool: call.tool, input: call.arguments });
      return options.callTool?.(call.tool, call.arguments) ?? ok(`${call.tool} ran`);
    },
    sessionId: () => null,
    forget: async () => undefined,
    close: async () => undefined,
  };
  const policies = options.policies ?? [];
  const ports: RuntimePorts = {
    models,
    toolServers,
    log: memory.log,
    turns: memory.store,
    owner: { owner: 'test', leaseMs: 10_000 },
    toolPolicies: async () => policies,
    skills: async () => [],
    attachment: async () => undefined,
    clock: { now: () => new Date(), sleep: async () => undefined },
    logger: createLogger('off'),
    ...(options.databaseTrouble ? { databaseTrouble: options.databaseTrouble } : {}),
  };
  const service = createTurnService(ports);
  const manifest = agentManifestSchema.parse({
    name: 'tester',
    model: 'scripted/one',
    mcp_servers: [{ name: 'shop', preload: true }],
    ...options.manifest,
  });
  let turnCount = 0;

  function addTurn(
    input: TurnInputEcho[],
    parent?: TurnKey,
    add: typeof memory.addTurn = memory.addTurn,
  ): TurnKey {
    turnCount += 1;
    return add(`00000000-0000-7000-8000-00000000000${turnCount}`, {
      organisationId,
      state: {
        sessionId,
        runId: 'run_test',
        input,
        manifest,
        agentName: manifest.name,
        agentVersion: 1,
        startedAt: new Date(),
        createdBy: 'usr_test',
        createdByName: 'Tester',
        previousTurnId: parent?.turnId ?? null,
        runCostUsd: 0,
      },
    });
  }

  return {
    memory,
    models,
    sent,
    policies,
    service,
    sessionId,
    addTurn,
    say: (text: string, parent?: TurnKey) => addTurn([{ type: 'user.message', content: text }], parent),
    /** Puts a turn in place that waits for the one that runs. */
    queue: (text: string, parent?: TurnKey) =>
      addTurn([{ type: 'user.message', content: text }], parent, memory.queueTurn),
    /** Lets a message join a running turn, and tells the runner as the accepting process would. */
    steer(key: TurnKey, text: string): void {
      service.steered(key.turnId, memory.steer(key.turnId, text));
    },
    /** Runs a turn to its end and gives how it ended. */
    async run(key: TurnKey) {
      service.start(key);
      await service.ended(key.turnId);
      return memory.finishOf(key.turnId);
    },
  };
}

export function ok(content: string): ToolServerResult<ToolCallResult> {
  return { ok: true, value: { content, structured: null, isError: false }, latencyMs: 1 };
}

/** A tool of the server `shop` as an admin flagged it. */
export function shopTool(name: string, effect: ToolEffect, change: Partial<ToolPolicy> = {}): ToolPolicy {
  return {
    server: 'shop',
    serverId: 'mcp_shop',
    serverDescription: 'A shop',
    serverEnabled: true,
    name,
    description: `Does ${name}`,
    inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
    outputSchema: null,
    annotations: {},
    effect,
    idempotent: false,
    enabled: true,
    digest: `sha256:${name}`,
    state: 'ok',
    ...change,
  };
}
