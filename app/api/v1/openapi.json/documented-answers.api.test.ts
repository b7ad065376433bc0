import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSeedBench, readEvents, type Json, type SeedBench } from '../sessions/seed-bench.test-support';

let seed: SeedBench;
let sessionId: string;
beforeAll(async () => {
  seed = await openSeedBench();
  sessionId = await seed.newSession();
});
afterAll(() => seed.close());

const turns = 'api/v1/sessions/[session_id]/turns/route.ts';
const stream = 'api/v1/sessions/[session_id]/turns/[turn_id]/stream/route.ts';
const input = (content: string) => [{ type: 'user.message', content }];
const refund =
  'call issue_refund {"invoice_id":"INV-2031","amount":480,"currency":"EUR","recipient":"Acme GmbH","reason":"Duplicate charge"}';

/** Each answer is held to the document by the bench itself; here it is also of the status that is meant. */
async function answers(status: number, path: string, sent?: Parameters<SeedBench['http']>[1]): Promise<Json> {
  const response = await seed.http(path, sent);
  const text = await response.text();
  expect([response.status, response.status < 300 || JSON.parse(text).error.code]).toEqual([
    status,
    expect.anything(),
  ]);
  return response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text;
}

describe('what the OpenAPI document says of an answer', () => {
  it('is so for streams and each of their events, with and without progress', async () => {
    const file = { type: 'user.message', content: 'reply with 30 words, and use list_invoices' };
    for (const query of ['', '?include=progress']) {
      const response = await seed.http(`/sessions/${await seed.newSession()}/turns${query}`, {
        body: { input: [file] },
      });
      const events = await readEvents(response);
      expect(events.length).toBeGreaterThan(3);
      for (const event of events) expect(seed.problemsOfEvent(turns, 'POST', event)).toEqual([]);
    }
    const waiting = await seed.newSession();
    const events = await seed.turn(waiting, input(refund));
    const path = `/sessions/${waiting}/turns/${events[0]?.turn_id}/stream`;
    const resumed = await readEvents(await seed.http(path, { headers: { 'last-event-id': '1' } }));
    expect(resumed.map(({ type }) => type)).toContain('tool.approval_required');
    for (const event of resumed) expect(seed.problemsOfEvent(stream, 'GET', event)).toEqual([]);
    expect(seed.problemsOfEvent(stream, 'GET', { type: 'turn.done' })).not.toEqual([]);
  });

  it('is so for a turn that starts, waits, joins, is repeated, refused or gone', async () => {
    const path = `/sessions/${sessionId}/turns`;
    const body = { input: input('reply with 5000 words'), stream: false };
    const sent = { body, headers: { 'idempotency-key': 'documented-turn' } };
    const { data } = await answers(201, path, sent);
    await answers(201, path, sent);
    await answers(201, path, { body: { ...body, if_running: 'queue' } });
    await answers(200, path, { body: { ...body, if_running: 'steer' } });
    await answers(409, path, { body: { ...body, if_running: 'reject' } });
    await answers(409, path, { ...sent, body: { ...body, if_running: 'queue' } });
    await answers(400, path, { body: { ...body, if_running: 'never' } });
    await answers(400, path, { body: { ...body, previous_turn_id: data.id.replaceAll(/\w/g, '0') } });
    await answers(415, path, { raw: 'text', headers: { 'content-type': 'text/plain' } });
    await answers(404, `/sessions/ses_none/turns`, { body });
    await answers(401, path, { body, key: 'trk_nobody' });
    await answers(200, path);
    await answers(200, `${path}/${data.id}/events`);
    await answers(200, `/sessions/${sessionId}/cancel`, { method: 'POST' });
    await answers(200, `/sessions/${sessionId}`);
    await vi.waitFor(async () =>
      expect((await answers(200, `${path}/${data.id}`)).data.status).toBe('cancelled'),
    );
    await seed.bench.app.database.pool.query(
      `UPDATE turn SET ended_at = now() - interval '6 minutes' WHERE session_id = $1 AND ended_at IS NOT NULL`,
      [sessionId],
    );
    await answers(412, `${path}/${data.id}/stream`, { headers: { 'last-event-id': '1' } });
  });

  it('is so for files, their ranges and what is wrong with them', async () => {
    const upload = { raw: 'GIF89a bytes', headers: { 'content-type': 'application/octet-stream' } };
    const { data } = await answers(201, `/sessions/${sessionId}/uploads?filename=a.gif`, upload);
    const path = `/sessions/${sessionId}/files/${data.path}`;
    expect(await answers(200, path)).toBe('GIF89a bytes');
    expect(await answers(206, path, { headers: { range: 'bytes=0-5' } })).toBe('GIF89a');
    await answers(416, path, { headers: { range: 'bytes=50-60' } });
    await answers(404, `${path}x`);
    await answers(200, `/sessions/${sessionId}/files`);
    await answers(204, path, { method: 'DELETE' });
  });

  it('is so for what is created, repeated, listed, changed and deleted', async () => {
    const body = { manifest: { name: 'documented', model: 'simulated/demo' } };
    const sent = { body, headers: { 'idempotency-key': 'documented-agent' } };
    await answers(201, '/agents', sent);
    await answers(201, '/agents', sent);
    await answers(201, '/agents', { body });
    await answers(409, '/agents', {
      ...sent,
      body: { manifest: { ...body.manifest, model: 'simulated/x' } },
    });
    await answers(200, '/agents/apply?dry_run=true', { body: { manifests: [body.manifest] } });
    for (const list of [
      'agents',
      'providers',
      'mcp-servers',
      'skills',
      'sessions',
      'users',
      'api-keys',
      'traces',
    ])
      await answers(200, `/${list}`);
    await answers(200, '/agents/documented');
    await answers(204, '/agents/documented', { method: 'DELETE' });
    await answers(404, '/agents/documented');
    await answers(200, '/users/me');
    await answers(200, '/settings');
  });
});
