import { randomUUID } from 'node:crypto';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createLimitedFetch } from './limited-fetch';
import type { ServerTarget } from './resolve-target';

/** Above this an answer is not read to its end. */
export const answerBytesMax = 10 * 1024 * 1024;

const connectTimeoutMs = 5000;
const farewellTimeoutMs = 2000;
const clientInfo = { name: 'tackroom', title: 'Tackroom', version: '0.1.0' };

/** An initialised client of one server, shared by all calls of an organisation. */
export type Connection = {
  client: Client;
  fingerprint: string;
  /** The server's own session id; ours where it keeps none. */
  sessionId: string;
  /** Whether the server keeps a session that it may forget. */
  hasServerSession: boolean;
  /** Counts a call in; the returned function counts it out. */
  enter(): () => void;
  /** Closes as soon as no call is under way. */
  retire(): void;
  close(): Promise<void>;
};

/** Connects within five seconds: the newest revision that both sides speak, without a session where that has none. */
export async function openConnection(
  target: ServerTarget,
  fetch: typeof globalThis.fetch,
): Promise<Connection> {
  const transport = new StreamableHTTPClientTransport(target.url, {
    fetch: createLimitedFetch(fetch, { answerBytesMax }),
    requestInit: { headers: { ...target.headers } },
    reconnectionOptions: {
      initialReconnectionDelay: 200,
      maxReconnectionDelay: 2000,
      reconnectionDelayGrowFactor: 2,
      maxRetries: 2,
    },
  });
  const client = new Client(clientInfo, { versionNegotiation: { mode: 'auto' }, listMaxPages: 100 });
  try {
    await connectInTime(client, transport);
  } catch (error) {
    await client.close().catch(() => undefined);
    throw error;
  }
  return connectionOf(client, transport, target.fingerprint);
}

/** Recognised by `instanceof`: it is thrown and caught within this folder. */
export class ConnectTimeout extends Error {}

async function connectInTime(client: Client, transport: StreamableHTTPClientTransport): Promise<void> {
  const deadline = AbortSignal.timeout(connectTimeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    deadline.addEventListener('abort', () => reject(new ConnectTimeout('No answer in time.')), {
      once: true,
    });
  });
  await Promise.race([client.connect(transport, { timeout: connectTimeoutMs, signal: deadline }), late]);
}

function connectionOf(
  client: Client,
  transport: StreamableHTTPClientTransport,
  fingerprint: string,
): Connection {
  let calls = 0;
  let isRetired = false;
  const close = async () => {
    isRetired = true;
    if (transport.sessionId !== undefined) await withinFarewell(transport.terminateSession());
    await client.close();
  };
  const closeQuietly = () => void close().catch(() => undefined);
  return {
    client,
    fingerprint,
    sessionId: transport.sessionId ?? randomUUID(),
    hasServerSession: transport.sessionId !== undefined,
    enter() {
      calls += 1;
      return () => {
        calls -= 1;
        if (isRetired && calls === 0) closeQuietly();
      };
    },
    retire() {
      if (isRetired) return;
      isRetired = true;
      if (calls === 0) closeQuietly();
    },
    close,
  };
}

/** Ending a session is a courtesy: a server that does not answer must not hold us up. */
async function withinFarewell(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, farewellTimeoutMs);
  });
  await Promise.race([work.catch(() => undefined), patience]);
  clearTimeout(timer);
}
