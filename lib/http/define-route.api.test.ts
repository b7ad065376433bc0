import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { errorBodySchema } from '@/lib/contract/error-codes';
import { AppError } from '@/lib/platform/app-error';
import { created, noContent, ok } from './answers';
import { openAuthBench, type AuthBench, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { callRoute, errorOf } from './call-route.test-support';
import { defineRoute, definePublicRoute } from './define-route';

let bench: AuthBench;
let organisation: TestOrganisation;
let runs = 0;
let slow: Promise<void> | undefined;
let finishSlow: (() => void) | undefined;

async function age(key: string, seconds: number): Promise<number | null> {
  const statement = `UPDATE idempotency_record SET created_at = created_at - $2 * interval '1 second' WHERE key = $1`;
  return (await bench.app.database.pool.query(statement, [key, seconds])).rowCount;
}

async function secondsOld(key: string): Promise<number> {
  const statement =
    'SELECT extract(epoch FROM clock_timestamp() - created_at)::float8 AS age FROM idempotency_record WHERE key = $1';
  const { rows } = await bench.app.database.pool.query<{ age: number }>(statement, [key]);
  return rows[0]?.age ?? Number.NaN;
}

beforeAll(async () => {
  bench = openAuthBench();
  organisation = await bench.makeOrganisation();
});
afterAll(() => bench.app.database.close());

const bodySchema = z.strictObject({ name: z.string(), tags: z.array(z.string()).default([]) });
const echo = defineRoute({
  permission: 'agents:write',
  summary: 'Echoes.',
  body: bodySchema,
  bodyLimitBytes: 1000,
  handler: async ({ body }) => ok(body),
});
const once = defineRoute({
  permission: 'agents:write',
  summary: 'Counts its runs.',
  body: bodySchema,
  idempotent: true,
  handler: async ({ body }) => {
    if (body.name === 'crash') throw new Error('a secret detail');
    if (body.name === 'refuse') throw new AppError('unprocessable', 'Not like this.');
    if (body.name === 'slow') await slow;
    runs += 1;
    return created({ ...body, run: runs });
  },
});

const person = () => organisation.people.builder;
const json = { 'content-type': 'application/json' };

describe('a request with the sign-in cookie', () => {
  it.each([null, 'null', 'http://evil.test:3405', 'http://127.0.0.1:3406'])(
    'changes nothing with the Origin %s',
    async (origin) => {
      const answer = await callRoute(echo, { person: person(), origin, body: { name: 'x' } });
      expect(answer.status).toBe(403);
    },
  );

  it('works from any loopback name on our port, and a key needs no Origin', async () => {
    expect(
      (await callRoute(echo, { person: person(), origin: 'http://localhost:3405', body: { name: 'x' } }))
        .status,
    ).toBe(200);
    const key = await bench.makeKey(organisation.scope, person());
    expect((await callRoute(echo, { key, body: { name: 'x' } })).status).toBe(200);
  });
});

describe('a body', () => {
  const send = (body: BodyInit, headers: Record<string, string> = json) => {
    const request = new Request('http://127.0.0.1:3405/api/v1/test', {
      method: 'POST',
      headers: { ...headers, cookie: person().cookie, origin: 'http://127.0.0.1:3405' },
      body,
      // Node asks for this with a stream, and the DOM's types do not know it.
      ...({ duplex: 'half' } as object),
    });
    return echo(request, { params: Promise.resolve({}) });
  };
  const failure = async (response: Response) => {
    const { error } = errorBodySchema.parse(await response.json());
    return { status: response.status, message: error.message, param: error.param };
  };

  it('has to be declared as JSON', async () => {
    expect(await failure(await send('{}', { 'content-type': 'text/plain' }))).toMatchObject({ status: 415 });
    expect(
      await failure(await send('name=x', { 'content-type': 'application/x-www-form-urlencoded' })),
    ).toMatchObject({ status: 415 });
    expect((await send('{"name":"x"}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(
      200,
    );
  });

  it('is refused above the limit, which is named, whether its length was declared or not', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(2000) });
    expect(await failure(await send(large))).toMatchObject({
      status: 413,
      message: expect.stringContaining('1,000 bytes'),
    });
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(400).fill(32));
      },
    });
    expect(await failure(await send(endless))).toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(10);
  });

  it.each([
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'UTF-8'],
    ['broken JSON', '{"name": ', 'JSON'],
    ['nothing', '', 'empty'],
    ['a nesting bomb', `${'['.repeat(900)}`, 'nests deeper'],
    ['a NUL', '{"name":"a\\u0000b"}', 'NUL'],
    ['half a surrogate pair', '{"name":"a\\ud800b"}', 'surrogate'],
  ])('of %s answers 400 with a sentence', async (_name, body, words) => {
    expect(await failure(await send(body))).toMatchObject({
      status: 400,
      message: expect.stringContaining(words),
    });
  });

  it('with an unknown or wrong field names that field', async () => {
    expect(await failure(await send('{"name":"x","user_id":"usr_other"}'))).toMatchObject({
      status: 400,
      message: expect.stringContaining('user_id'),
    });
    expect(await failure(await send('{"name":"x","tags":["a",7]}'))).toMatchObject({
      status: 400,
      param: 'tags.1',
    });
    expect(await failure(await send('[]'))).toMatchObject({ status: 400 });
    expect(await failure(await send('{"name":"x","__proto__":{"role":"owner"}}'))).toMatchObject({
      status: 400,
    });
  });

  it('keeps escaped pairs and brackets inside of strings', async () => {
    expect((await send('{"name":"\\ud83d\\ude00 [[[{{{ \\" ]"}')).status).toBe(200);
  });
});

describe('an answer', () => {
  it('carries a request id, is not cached and not sniffed', async () => {
    const { headers } = await callRoute(echo, { person: person(), body: { name: 'x' } });
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('to our own failure gives the request id and nothing of the cause', async () => {
    const answer = await callRoute(once, { person: person(), body: { name: 'crash' } });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('secret detail');
    expect(errorOf(answer).message).toContain(answer.headers.get('x-request-id'));
  });

  it('to a database that is away is 503 with Retry-After', async () => {
    const away = definePublicRoute({
      reason: 'A test of the translation.',
      summary: 'Fails.',
      handler: async () => {
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
      },
    });
    const answer = await callRoute(away);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('of 204 has no body', async () => {
    const empty = definePublicRoute({
      reason: 'A test of the answer.',
      summary: 'Empty.',
      handler: async () => noContent(),
    });
    expect(await callRoute(empty)).toMatchObject({ status: 204, body: undefined });
  });

  it('refuses a query that the route does not know', async () => {
    const answer = await callRoute(echo, {
      person: person(),
      path: '/api/v1/test?dry_run=true',
      body: { name: 'x' },
    });
    expect(answer.status).toBe(400);
  });
});

describe('an Idempotency-Key', () => {
  const post = (key: string, name: string, who = person()) =>
    callRoute(once, { person: who, body: { name }, headers: { 'idempotency-key': key } });

  it('runs a request once and answers its repeats the same', async () => {
    const before = runs;
    const first = await post('key-1', 'a');
    const again = await post('key-1', 'a');
    expect(runs).toBe(before + 1);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('refuses another body under the same key', async () => {
    await post('key-2', 'a');
    expect(await post('key-2', 'b').then((answer) => [answer.status, errorOf(answer).code])).toEqual([
      409,
      'idempotency_conflict',
    ]);
  });

  it('lets one of many simultaneous requests run', async () => {
    const before = runs;
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('key-3', 'a')));
    expect(runs).toBe(before + 1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  it('belongs to its caller', async () => {
    const before = runs;
    await post('key-4', 'a');
    await post('key-4', 'a', organisation.people.admin);
    expect(runs).toBe(before + 2);
  });

  it('is free again after a refusal, and stores nothing readable', async () => {
    expect((await post('key-5', 'refuse')).status).toBe(422);
    expect((await post('key-5', 'a recognisable name')).status).toBe(201);
    const rows = await bench.app.database.prisma.idempotencyRecord.findMany();
    expect(JSON.stringify(rows)).not.toContain('recognisable');
  });

  it('stays taken after a failure, of which nobody knows whether it created something', async () => {
    expect((await post('key-6', 'crash')).status).toBe(500);
    const again = await post('key-6', 'crash');
    expect([again.status, again.headers.get('retry-after')]).toEqual([409, '1']);
  });

  it('of a process that died is free once its claim gave no sign of life for a minute', async () => {
    const before = runs;
    await post('key-7', 'crash');
    await age('key-7', 59);
    expect((await post('key-7', 'a')).status).toBe(409);
    await age('key-7', 2);
    expect((await post('key-7', 'a')).status).toBe(201);
    expect(runs).toBe(before + 1);
  });

  it('is not freed by a process whose clock is ten minutes ahead', async () => {
    await post('key-8', 'crash');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 });
    try {
      expect((await post('key-8', 'crash')).status).toBe(409);
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps its claim while a request takes long', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      slow = new Promise((resolve) => (finishSlow = resolve));
      const first = post('key-9', 'slow');
      await vi.waitFor(() => expect(finishSlow).toBeDefined());
      await vi.waitFor(async () => expect(await age('key-9', 300)).toBe(1));
      vi.advanceTimersByTime(30_000);
      await vi.waitFor(async () => expect(await secondsOld('key-9')).toBeLessThan(300));
      expect((await post('key-9', 'slow')).status).toBe(409);
      finishSlow?.();
      expect((await first).status).toBe(201);
      expect((await post('key-9', 'slow')).status).toBe(201);
    } finally {
      vi.useRealTimers();
    }
  });

  it('has to be a short visible text', async () => {
    expect((await post('k'.repeat(256), 'a')).status).toBe(400);
  });
});
