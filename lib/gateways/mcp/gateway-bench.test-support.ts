import type { Clock } from '@/lib/platform/clock';
import { createSecretBox } from '@/lib/platform/secret-box';
import type { ServerRecord } from './server-record';
import { createToolServerGateway } from './tool-server-gateway';
import type { ToolCallResult, ToolServerFailure, ToolServerPort, ToolServerResult } from './tool-server-port';

export const secretBox = createSecretBox({ secret: 'only-for-tests-0123456789' });

export type GatewayBench = {
  gateway: ToolServerPort;
  /** The registered server; tests change it as an administrator would. */
  record: ServerRecord;
  call(
    tool: string,
    args?: Record<string, unknown>,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<ToolServerResult<ToolCallResult>>;
};

export const address = { organisationId: 'org_test', server: 'box' };

/** A gateway with one registered server, without a database. */
export function openGatewayBench(
  url: string | null,
  options: { allowHosts?: readonly string[]; clock?: Clock } = {},
): GatewayBench {
  const record: ServerRecord = {
    name: 'box',
    enabled: true,
    url,
    authType: 'none',
    authHeader: null,
    secret: null,
    builtin: null,
  };
  const gateway = createToolServerGateway({
    findServer: async ({ server }) => (server === 'box' ? record : undefined),
    resolveBuiltin: () => undefined,
    secretBox,
    allowHosts: options.allowHosts ?? ['127.0.0.1'],
    ...(options.clock ? { clock: options.clock } : {}),
  });
  return {
    gateway,
    record,
    call: (tool, args = {}, { timeoutMs = 10_000, signal = new AbortController().signal } = {}) =>
      gateway.callTool(address, { tool, arguments: args, timeoutMs }, signal),
  };
}

export function never(): AbortSignal {
  return new AbortController().signal;
}

/** The failure of a result that must have failed. */
export function failureOf(result: ToolServerResult<unknown>): ToolServerFailure {
  if (result.ok) throw new Error(`Expected a failure, got ${JSON.stringify(result.value)}`);
  return result.failure;
}

/** The value of a result that must have succeeded. */
export function valueOf<Value>(result: ToolServerResult<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
