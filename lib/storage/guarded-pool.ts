import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { isDatabaseUnreachable } from './database-unreachable';
import { answerCallback, type ConnectCallback } from './pool-connect';

/** A connection that is busy for longer makes us ask the server whether it is still there. */
const suspiciousMs = 700;
const checkEveryMs = 100;
const probeTimeoutMs = 800;
const probeAgainMs = 250;
/** A server that answers is asked again no sooner than this, however long its statements take. */
const trustMs = 1000;

/**
 * The pool with one judgement on top: is the database there at all? While it is not, nobody waits for it. A connection
 * attempt fails at once, statements that hang are cut, and a probe of its own finds out when the database is back. A
 * statement that is merely slow is left alone, because the server answers the probe.
 */
export class GuardedPool extends Pool {
  readonly #config: PoolConfig;
  readonly #busy = new Map<PoolClient, number>();
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #restored = new Set<() => void>();
  #isDown = false;
  #isProbing = false;
  #answeredAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(config: PoolConfig) {
    super(config);
    this.#config = config;
    // Without a listener a connection that PostgreSQL closes would end the process, whoever holds it.
    this.on('error', () => undefined);
    this.on('connect', (client) => client.on('error', () => undefined));
    this.on('acquire', (client) => {
      this.#busy.set(client, performance.now());
      this.#timer ??= setTimeout(() => this.#check(performance.now()), checkEveryMs).unref();
    });
    this.on('release', (_error, client) => this.#busy.delete(client));
    this.on('remove', (client) => this.#busy.delete(client));
  }

  /** Whether the database was found to be away. */
  get isDown(): boolean {
    return this.#isDown;
  }

  /** Resolves when the database answers again, at once when it does, and after `timeoutMs` in any case. */
  async untilUp(timeoutMs: number): Promise<void> {
    if (!this.#isDown) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#restored.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#restored.add(done);
    });
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<PoolClient> | void {
    if (!callback) return this.#connect();
    answerCallback(this.#connect(), callback);
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    clearTimeout(this.#timer);
    this.#isDown = false;
    for (const resume of [...this.#restored]) resume();
    return callback ? super.end(callback) : super.end();
  }

  #connect(): Promise<PoolClient> {
    if (this.#isDown) return Promise.reject(awayError());
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      super.connect((error, client) => {
        const wasRefused = !this.#waiting.delete(reject);
        if (wasRefused) client?.release();
        else if (client) resolve(client);
        else {
          if (error && isNoAnswer(error)) this.#declareDown();
          reject(error ?? awayError());
        }
      });
    });
  }

  #check(expectedAt: number): void {
    this.#timer = undefined;
    const now = performance.now();
    const [oldest] = this.#busy.values();
    if (oldest === undefined || this.#isDown || this.ending) return;
    // A timer that comes late tells that we were asleep ourselves, not the server.
    const wasAsleep = now - expectedAt > checkEveryMs * 3;
    if (now - oldest > suspiciousMs && now - this.#answeredAt > trustMs && !this.#isProbing && !wasAsleep)
      void this.#suspect();
    this.#timer = setTimeout(() => this.#check(now + checkEveryMs), checkEveryMs).unref();
  }

  async #suspect(): Promise<void> {
    if (await this.#answers()) this.#answeredAt = performance.now();
    else this.#declareDown();
  }

  #declareDown(): void {
    if (this.#isDown || this.ending) return;
    this.#isDown = true;
    for (const reject of [...this.#waiting]) reject(awayError());
    this.#waiting.clear();
    for (const client of [...this.#busy.keys()]) cut(client);
    void this.#watchForReturn();
  }

  async #watchForReturn(): Promise<void> {
    while (this.#isDown) {
      if (await this.#answers()) break;
      await new Promise((resolve) => setTimeout(resolve, probeAgainMs).unref());
    }
    this.#isDown = false;
    this.#answeredAt = performance.now();
    for (const resume of [...this.#restored]) resume();
  }

  /** Asks on a connection of its own, so that neither a full pool nor a slow statement can be taken for an outage. */
  async #answers(): Promise<boolean> {
    this.#isProbing = true;
    const probe = new Client({
      ...this.#config,
      connectionTimeoutMillis: probeTimeoutMs,
      query_timeout: probeTimeoutMs,
      application_name: 'tackroom-probe',
    });
    probe.on('error', () => undefined);
    try {
      await probe.connect();
      await probe.query('SELECT 1');
      return true;
    } catch (error) {
      // A server that is full answers, even if it says no.
      return typeof error === 'object' && error !== null && 'code' in error && error.code === '53300';
    } finally {
      this.#isProbing = false;
      cut(probe);
    }
  }
}

/** The pool's own queue being full is not an outage, and neither is a server that has no connection left. */
function isNoAnswer(error: Error): boolean {
  if ('code' in error && error.code === '53300') return false;
  return isDatabaseUnreachable(error) && error.message !== 'timeout exceeded when trying to connect';
}

/** In the form in which a refused connection comes from the network, which Prisma understands as well. */
function awayError(): Error {
  return Object.assign(new Error('The database does not answer.'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
    errno: -111,
  });
}

/** Ends a connection without waiting for a word from the other side: what runs on it fails at once. */
function cut(client: Pick<Client, 'connection'>): void {
  client.connection.stream.destroy(awayError());
}
