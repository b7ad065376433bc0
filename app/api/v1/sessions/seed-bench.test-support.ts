import { expect, it } from 'vitest';
import {
  openAuthBench,
  testPort,
  type AuthBench,
  type TestOrganisation,
} from '@/lib/auth/auth-bench.test-support';
import { openDocumentCheck } from '@/lib/http/hold-to-document.test-support';
import { handlerOf, listRoutes, type ListedRoute } from '@/lib/http/list-routes.test-support';
import { openDemoOrganisation } from './demo-organisation.test-support';

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

type Inside = { bench: AuthBench; organisation: TestOrganisation };

export type SeedBench = {
  /** The application itself; a test that needs it or its people is written with `itInside`. */
  readonly bench: AuthBench;
  readonly organisation: TestOrganisation;
  /** Who the key speaks for. */
  userId: string;
  /** One request by its address: through the route that Next would choose, or to the server that is named. */
  http(path: string, sent?: Sent): Promise<Response>;
  json(path: string, sent?: Sent): Promise<Answer>;
  newSession(body?: Record<string, unknown>): Promise<string>;
  /** Starts a turn and reads its stream to the end. */
  turn(sessionId: string, input?: unknown, more?: Record<string, unknown>): Promise<WireEvent[]>;
  /** What the OpenAPI document does not say of an event of a stream. */
  problemsOfEvent(file: string, method: string, event: unknown): string[];
  close(): Promise<void>;
};

/** A server that was started, and a key of its administrator: then the same requests go over a socket. */
const { TACKROOM_TEST_URL: testUrl, TACKROOM_TEST_KEY: testKey } = process.env;

/** For what only the process itself can do or show; over a socket it is left out. */
export const itInside = it.skipIf(testUrl !== undefined);

/** For the tests of seed 003: the demo organisation, a key, and raw requests and streams. */
export async function openSeedBench(): Promise<SeedBench> {
  const routes = await listRoutes();
  const files = routes.map((route) => route.file);
  const document = openDocumentCheck(routes);
  const { inside, key, answer, close } = await (testUrl === undefined
    ? openInside(routes)
    : openSocket(testUrl));

  async function http(path: string, sent: Sent = {}): Promise<Response> {
    const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const method = sent.method ?? (body === undefined ? 'GET' : 'POST');
    const url = new URL(`${testUrl ?? `http://127.0.0.1:${testPort}`}/api/v1${path}`);
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
    const { file, params } = match(files, url.pathname);
    const response = await answer(request, { file, method, params });
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
    get bench() {
      return requireInside(inside).bench;
    },
    get organisation() {
      return requireInside(inside).organisation;
    },
    userId: (await json('/users/me')).body.data.user.id,
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
    close,
  };
}

function requireInside(inside: Inside | undefined): Inside {
  if (!inside) throw new Error('There is only a socket here. Write the test with `itInside`.');
  return inside;
}

type Found = { file: string; method: string; params: Record<string, string> };
type Reached = {
  inside: Inside | undefined;
  key: string;
  answer(request: Request, found: Found): Promise<Response>;
  close(): Promise<void>;
};

async function openSocket(url: string): Promise<Reached> {
  if (testKey === undefined) throw new Error(`TACKROOM_TEST_KEY is not set: a key for ${url} is needed.`);
  return {
    inside: undefined,
    key: testKey,
    answer: (request) => fetch(request),
    close: async () => undefined,
  };
}

async function openInside(routes: readonly ListedRoute[]): Promise<Reached> {
  const bench = openAuthBench();
  const { organisation, key, close } = await openDemoOrganisation(bench);
  return {
    inside: { bench, organisation },
    key,
    close,
    answer: (request, { file, method, params }) =>
      handlerOf(routes, file, method)(request, { params: Promise.resolve(params) }),
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
