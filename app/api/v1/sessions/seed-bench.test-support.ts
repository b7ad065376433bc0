import { expect } from 'vitest';
import {
  openAuthBench,
  testPort,
  type AuthBench,
  type TestOrganisation,
} from '@/lib/auth/auth-bench.test-support';
import { seedDemo } from '@/lib/demo/seed-demo';
import { startDemoServers } from '@/lib/demo/start-demo-servers';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { openDocumentCheck } from '@/lib/http/hold-to-document.test-support';
import { handlerOf, listRoutes } from '@/lib/http/list-routes.test-support';

export type WireEvent = { type: string; sequence_id: number; [field: string]: unknown };
type Sent = {
  method?: string;
  body?: unknown;
  /** A body that is no JSON; its content type goes into the headers. */
  raw?: string;
  key?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};
export type Answer = { status: number; headers: Headers; body: Json };
// What a client has before it knows any schema: the tests look at the wire, not at our types.
export type Json = ReturnType<typeof JSON.parse>;

export type SeedBench = {
  bench: AuthBench;
  organisation: TestOrganisation;
  key: string;
  /** One request by its address, through the route that Next would choose. */
  http(path: string, sent?: Sent): Promise<Response>;
  json(path: string, sent?: Sent): Promise<Answer>;
  newSession(body?: Record<string, unknown>): Promise<string>;
  /** Starts a turn and reads its stream to the end. */
  turn(sessionId: string, input?: unknown, more?: Record<string, unknown>): Promise<WireEvent[]>;
  /** What the OpenAPI document does not say of an event of a stream. */
  problemsOfEvent(file: string, method: string, event: unknown): string[];
  close(): Promise<void>;
};

/** For the tests of seed 003: the demo organisation, a key, and raw requests and streams. */
export async function openSeedBench(): Promise<SeedBench> {
  const bench = openAuthBench();
  const organisation = await bench.makeOrganisation();
  const demo = await startDemoServers(bench.app);
  for (const name of ['billing', 'payments']) {
    const server = demo.resolveBuiltin(name);
    if (server) bench.app.builtinServers.set(name, server);
  }
  const context = bench.contextOf(organisation.scope, organisation.people.owner);
  await seedDemo(context, { ensureModel: ensureSimulatedProvider, signal: AbortSignal.timeout(30_000) });
  const key = await bench.makeKey(organisation.scope, organisation.people.owner);
  const routes = await listRoutes();
  const document = openDocumentCheck(routes);

  async function http(path: string, sent: Sent = {}): Promise<Response> {
    const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const method = sent.method ?? (body === undefined ? 'GET' : 'POST');
    const url = new URL(`http://127.0.0.1:${testPort}/api/v1${path}`);
    const { file, params } = match(
      routes.map((route) => route.file),
      url.pathname,
    );
    const request = new Request(url, {
      method,
      headers: {
        authorization: `Bearer ${sent.key ?? key}`,
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(sent.signal ? { signal: sent.signal } : {}),
    });
    const response = await handlerOf(routes, file, method)(request, { params: Promise.resolve(params) });
    expect(await document.problems(file, method, response)).toEqual([]);
    return response;
  }

  async function json(path: string, sent?: Sent): Promise<Answer> {
    const response = await http(path, sent);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  return {
    bench,
    organisation,
    key,
    http,
    json,
    async newSession(body = { agent_name: 'refund-assistant' }) {
      const answer = await json('/sessions', { body });
      expect([answer.status, answer.body.error?.message]).toEqual([201, undefined]);
      return String(answer.body.data.id);
    },
    async turn(sessionId, input, more = {}) {
      const response = await http(`/sessions/${sessionId}/turns`, { body: { input, ...more } });
      expect(response.status).toBe(200);
      return readEvents(response);
    },
    problemsOfEvent: document.problemsOfEvent,
    close: () => demo.close(),
  };
}

/** Events of a stream that has ended, each held to the framing: a number, one line of JSON, an empty line. */
export async function readEvents(response: Response): Promise<WireEvent[]> {
  const frames = (await response.text()).split('\n\n');
  expect(frames.pop()).toBe('');
  return frames
    .filter((frame) => !frame.startsWith(':'))
    .map((frame) => {
      const [, id, data] = /^id: (\d+)\ndata: (\{.*\})$/.exec(frame) ?? [];
      const event: WireEvent = JSON.parse(data ?? 'null');
      expect(event.sequence_id).toBe(Number(id));
      return event;
    });
}

function match(files: readonly string[], pathname: string): { file: string; params: Record<string, string> } {
  // A folder with a name of its own goes before one that stands for any name, as in Next.
  const plain = files
    .filter((file) => !file.includes('[...') || file.includes('/files/'))
    .toSorted((left, right) => left.split('[').length - right.split('[').length);
  for (const file of plain) {
    const pattern = file
      .replace(/\/route\.ts$/, '')
      .replaceAll(/\[\.\.\.(\w+)\]/g, '(?<$1>.+)')
      .replaceAll(/\[(\w+)\]/g, '(?<$1>[^/]+)');
    const found = new RegExp(`^/${pattern}$`).exec(pathname);
    if (found) return { file, params: { ...found.groups } };
  }
  throw new Error(`No route serves ${pathname}.`);
}
