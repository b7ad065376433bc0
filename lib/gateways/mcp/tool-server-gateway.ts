import type { Client } from '@modelcontextprotocol/client';
import { createGuardedFetch } from '@/lib/gateways/outbound/guarded-fetch';
import { systemClock, type Clock } from '@/lib/platform/clock';
import { createBreaker, type Breaker } from './breaker';
import { openConnection, type Connection } from './connection';
import { explainFailure, httpStatusOf, isProtocolError, type FailedWork } from './explain-failure';
import { listedTool } from './listed-tool';
import { readResult } from './read-result';
import { isTarget, resolveTarget, type ServerTarget, type TargetSources } from './resolve-target';
import { runExchange } from './run-exchange';
import type {
  ToolServerAddress,
  ToolServerFailure,
  ToolServerPort,
  ToolServerResult,
} from './tool-server-port';

export type ToolServerGatewayOptions = TargetSources & {
  /** Private hosts that registered servers may live on; bundled servers are exempt. */
  allowHosts: readonly string[];
  clock?: Clock;
};

type Entry = {
  connection: Promise<Connection> | undefined;
  fingerprint: string;
  sessionId: string | null;
  breaker: Breaker;
};
type Work<Value> = FailedWork & { run(client: Client, signal: AbortSignal): Promise<Value> };

const listTimeoutMs = 15_000;

/**
 * The MCP port over streamable HTTP. One client per organisation and server, opened when first needed and used by
 * all calls; the server's record is read again for every call, so that a change of address, credential or switch
 * counts at once, in every process.
 */
export function createToolServerGateway(options: ToolServerGatewayOptions): ToolServerPort {
  const clock = options.clock ?? systemClock;
  const guardedFetch = createGuardedFetch({ allowHosts: options.allowHosts });
  const loopbackFetch = createGuardedFetch({ allowHosts: ['127.0.0.1'] });
  const entries = new Map<string, Entry>();

  function entryOf(address: ToolServerAddress): Entry {
    const key = keyOf(address);
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry = {
      connection: undefined,
      fingerprint: '',
      sessionId: null,
      breaker: createBreaker(clock),
    };
    entries.set(key, entry);
    return entry;
  }

  async function use<Value>(
    address: ToolServerAddress,
    work: Work<Value>,
    signal: AbortSignal,
  ): Promise<ToolServerResult<Value>> {
    const startedAt = performance.now();
    const fail = (failure: ToolServerFailure): ToolServerResult<Value> => ({
      ok: false,
      failure,
      latencyMs: elapsed(startedAt),
    });
    if (signal.aborted) return fail(cancelled(work, false));
    const target = await resolveTarget(options, address);
    if (!isTarget(target)) return fail(target);
    const entry = entryOf(address);
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(entry, target, work, signal);
      if ('value' in outcome) return { ok: true, value: outcome.value, latencyMs: elapsed(startedAt) };
      // A session that the server forgot did not see the call, so it is sent again, once.
      if (outcome.sessionLost && attempt === 0) continue;
      return fail(outcome.failure);
    }
  }

  async function attemptOnce<Value>(
    entry: Entry,
    target: ServerTarget,
    work: Work<Value>,
    signal: AbortSignal,
  ): Promise<{ value: Value } | { failure: ToolServerFailure; sessionLost: boolean }> {
    const restSeconds = entry.breaker.restSeconds();
    if (restSeconds !== undefined) return { failure: resting(target.name, restSeconds), sessionLost: false };
    const connected = await acquire(entry, target, signal);
    if (!('connection' in connected)) return { failure: connected.failure, sessionLost: false };
    const { connection } = connected;
    const leave = connection.enter();
    try {
      const outcome = await runExchange(work, signal, (combined) => work.run(connection.client, combined));
      if ('value' in outcome) {
        entry.breaker.succeeded();
        return outcome;
      }
      const { failure, error } = outcome;
      const sessionLost = isSessionLost(error, connection, work);
      if (failure.code === 'unreachable' && !sessionLost) entry.breaker.failed();
      if (sessionLost || failure.code === 'unreachable' || httpStatusOf(error) === 400)
        drop(entry, connection);
      return { failure, sessionLost };
    } finally {
      leave();
    }
  }

  async function acquire(
    entry: Entry,
    target: ServerTarget,
    signal: AbortSignal,
  ): Promise<{ connection: Connection } | { failure: ToolServerFailure }> {
    if (entry.connection === undefined || entry.fingerprint !== target.fingerprint) {
      if (entry.connection) retireWhenOpen(entry.connection);
      entry.fingerprint = target.fingerprint;
      entry.connection = openConnection(target, target.isBuiltin ? loopbackFetch : guardedFetch);
    }
    const opening = entry.connection;
    const work: FailedWork = { server: target.name, stage: 'connect' };
    try {
      const connection = await raceSignal(opening, signal);
      entry.sessionId = connection.sessionId;
      return { connection };
    } catch (error) {
      if (signal.aborted) return { failure: cancelled(work, false) };
      // Everybody who waited for this attempt fails with it, but it counts once.
      if (entry.connection === opening) {
        entry.connection = undefined;
        entry.breaker.failed();
      }
      return { failure: explainFailure(error, work) };
    }
  }

  return {
    listTools: (address, signal) =>
      use(
        address,
        {
          server: address.server,
          stage: 'list',
          timeoutMs: listTimeoutMs,
          async run(client, combined) {
            // Bypassing the SDK's cache keeps its output check out of calls: a result is never lost to it.
            const { tools } = await client.listTools(undefined, {
              cacheMode: 'bypass',
              timeout: listTimeoutMs,
              signal: combined,
            });
            return tools.map(listedTool);
          },
        },
        signal,
      ),
    callTool: (address, call, signal) =>
      use(
        address,
        {
          server: address.server,
          stage: 'call',
          timeoutMs: call.timeoutMs,
          async run(client, combined) {
            const request = { name: call.tool, arguments: call.arguments };
            try {
              const { timeoutMs: timeout, onProgress } = call;
              const listen = onProgress ? { onprogress: onProgress } : {};
              return readResult(await client.callTool(request, { timeout, signal: combined, ...listen }));
            } catch (error) {
              if (!isProtocolError(error)) throw error;
              return {
                content: `${address.server} refused the call: ${error.message}`,
                structured: null,
                isError: true,
              };
            }
          },
        },
        signal,
      ),
    sessionId: (address) => entries.get(keyOf(address))?.sessionId ?? null,
    async forget(address) {
      const entry = entries.get(keyOf(address));
      entries.delete(keyOf(address));
      if (entry?.connection) retireWhenOpen(entry.connection);
    },
    async close() {
      const open = [...entries.values()].map(({ connection }) => connection);
      entries.clear();
      await Promise.allSettled(open.map(async (connection) => (await connection)?.close()));
    },
  };
}

function keyOf(address: ToolServerAddress): string {
  return `${address.organisationId}/${address.server}`;
}

function drop(entry: Entry, connection: Connection): void {
  entry.connection = undefined;
  connection.retire();
}

function retireWhenOpen(connection: Promise<Connection>): void {
  connection.then(
    (open) => open.retire(),
    () => undefined,
  );
}

/** 404 is the protocol's word for a lost session. Many servers answer 400 instead; only a listing is repeated on that. */
function isSessionLost(error: unknown, connection: Connection, work: FailedWork): boolean {
  if (!connection.hasServerSession) return false;
  const status = httpStatusOf(error);
  return status === 404 || (status === 400 && work.stage === 'list');
}

function resting(server: string, seconds: number): ToolServerFailure {
  return {
    code: 'unreachable',
    message: `MCP server "${server}" failed five times within 30 seconds and is left alone for ${seconds} more. Check that it runs.`,
    mayHaveRun: false,
  };
}

function cancelled(work: FailedWork, mayHaveRun: boolean): ToolServerFailure {
  return {
    code: 'cancelled',
    message: `The request to MCP server "${work.server}" was cancelled.`,
    mayHaveRun,
  };
}

function elapsed(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}

/** Waits no longer than the caller does; the connection itself goes on, others may want it. */
async function raceSignal<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}
