import { Client, type Notification } from 'pg';
import type { LogNote, ProcessWire } from './process-wire-port';
import { fromPayload, toPayloads } from './wire-payload';

const channel = 'tackroom_wire';
const hello = 'hello';
/** Often enough to notice a process that came or went and a connection that died, seldom enough to cost nothing. */
const helloEveryMs = 5000;
const peerGoneMs = 3 * helloEveryMs;
const answerTimeoutMs = 3000;
const retryDelaysMs = [100, 500, 1000, 2000, 5000];
/** The first word leaves at once; what follows within this time leaves together. */
const pauseMs = 5;

/**
 * LISTEN and NOTIFY on one connection of its own, never inside a transaction. Says nothing but a greeting every few
 * seconds until it hears another process; then one notification carries everything that gathered meanwhile.
 */
export function openProcessWire(url: string): ProcessWire {
  const hearers = {
    log: new Set<(note: LogNote) => void>(),
    turn: new Set<(turnId: string) => void>(),
    gap: new Set<() => void>(),
  };
  /** Other processes by their connection's id at the server, with the time of their last word. */
  const peers = new Map<number, number>();
  let logs = new Map<string, number>();
  let turns = new Set<string>();
  let client: Client | undefined;
  let ownPid: number | undefined;
  let sending: Promise<void> | undefined;
  let isClosed = false;
  let attempt = 0;
  let retry: NodeJS.Timeout | undefined;

  const greeting = setInterval(() => void greet(), helloEveryMs).unref();

  async function connect(): Promise<void> {
    const next = new Client({
      connectionString: url,
      application_name: 'tackroom-wire',
      connectionTimeoutMillis: answerTimeoutMs,
      query_timeout: answerTimeoutMs,
      keepAlive: true,
    });
    // Once it has failed, nothing of it is heard any more.
    const fail = () => {
      next.removeAllListeners('notification');
      next.connection.stream.destroy();
      if (client === next) client = undefined;
      reconnectLater();
    };
    next.on('error', fail);
    next.on('end', fail);
    next.on('notification', hear);
    try {
      await next.connect();
      // A hint that is lost with the server's power is not worth the wait for its disk.
      await next.query('SET synchronous_commit = off');
      const { rows } = await next.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid`);
      ownPid = rows[0]?.pid;
      await next.query(`LISTEN ${channel}`);
    } catch {
      fail();
      return;
    }
    if (isClosed) {
      await next.end();
      return;
    }
    client = next;
    attempt = 0;
    for (const listener of hearers.gap) listener();
    void greet();
  }

  function reconnectLater(): void {
    if (isClosed || retry || client) return;
    const delayMs = retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 0;
    attempt += 1;
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, delayMs).unref();
  }

  async function greet(): Promise<void> {
    const now = Date.now();
    for (const [pid, heardAt] of peers) if (now - heardAt > peerGoneMs) peers.delete(pid);
    await notify(hello);
  }

  function hear({ processId, channel: name, payload = '' }: Notification): void {
    if (processId === ownPid || name !== channel) return;
    const isNew = !peers.has(processId);
    peers.set(processId, Date.now());
    // A newcomer learns of us at once, not with our next greeting.
    if (isNew) void notify(hello);
    if (payload === hello) return;
    const words = fromPayload(payload);
    for (const note of words.logs) for (const listener of hearers.log) listener(note);
    for (const turnId of words.turns) for (const listener of hearers.turn) listener(turnId);
  }

  /** False when the connection did not take it; what it said is then lost, which others make up for by looking. */
  async function notify(payload: string): Promise<boolean> {
    const current = client;
    if (!current) return false;
    try {
      await current.query({ name: 'notify', text: `SELECT pg_notify('${channel}', $1)`, values: [payload] });
      return true;
    } catch {
      current.emit('error', new Error('The wire does not answer.'));
      return false;
    }
  }

  function sendSoon(): void {
    sending ??= send().finally(() => (sending = undefined));
  }

  async function send(): Promise<void> {
    // One turn of the event loop later, so that what is told in the same moment leaves together.
    await Promise.resolve();
    while (logs.size + turns.size > 0 && peers.size > 0 && client) {
      const words = {
        logs: [...logs].map(([turnId, sequenceId]) => ({ turnId, sequenceId })),
        turns: [...turns],
      };
      logs = new Map();
      turns = new Set();
      for (const payload of toPayloads(words)) await notify(payload);
      if (logs.size + turns.size > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    logs.clear();
    turns.clear();
  }

  function subscriber<Listener>(set: Set<Listener>): (listener: Listener) => () => void {
    return (listener) => {
      set.add(listener);
      return () => set.delete(listener);
    };
  }

  void connect();
  return {
    tellLog(turnId, sequenceId) {
      if (peers.size === 0) return;
      logs.set(turnId, sequenceId);
      sendSoon();
    },
    tellTurn(turnId) {
      if (peers.size === 0) return;
      turns.add(turnId);
      sendSoon();
    },
    onLog: subscriber(hearers.log),
    onTurn: subscriber(hearers.turn),
    onGap: subscriber(hearers.gap),
    async close() {
      isClosed = true;
      clearInterval(greeting);
      clearTimeout(retry);
      // What was told in the last moment still leaves.
      await sending;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
