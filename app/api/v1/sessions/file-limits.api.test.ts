import { beforeAll, describe, expect, it } from 'vitest';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { dataOf } from '@/lib/contract/pagination';
import { imageLimitBytes, sessionFileSchema } from '@/lib/contract/session-file';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { sessionBytesMax } from '@/lib/storage/file-quota';
import { POST as createSession } from './route';
import { POST as upload } from './[session_id]/uploads/route';
import { POST as startTurn } from './[session_id]/turns/route';

const bench = openAuthBench();
const png = Buffer.from('89504e470d0a1a0a', 'hex');
let organisation: TestOrganisation;
let key: string;

beforeAll(async () => {
  organisation = await bench.makeOrganisation();
  key = await bench.makeKey(organisation.scope, organisation.people.owner);
});

const picture = (bytes: number, fill: number) => Buffer.concat([png, Buffer.alloc(bytes - png.length, fill)]);

async function newSession(): Promise<string> {
  const body = { draft: { manifest: { name: 'files', model: 'elsewhere/vision' } } };
  return ((await callRoute(createSession, { key, body })).body as { data: { id: string } }).data.id;
}

async function send(sessionId: string, content: Buffer) {
  const request = new Request(`http://127.0.0.1:${testPort}/x?filename=a.png`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: new Uint8Array(content),
  });
  const response = await upload(request, { params: Promise.resolve({ session_id: sessionId }) });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function uploaded(sessionId: string, bytes: number, fill: number): Promise<string> {
  return dataOf(sessionFileSchema).parse((await send(sessionId, picture(bytes, fill))).body).data.id;
}

const say = (sessionId: string, files: unknown[]) => {
  const content = files.map((file) => ({ type: 'file_upload', file }));
  const body = { stream: false, input: [{ type: 'user.message', content }] };
  return callRoute(startTurn, { key, params: { session_id: sessionId }, body });
};

describe('an image of a message', () => {
  it('above 10 MB is refused by name, from an upload and inside the message', async () => {
    const sessionId = await newSession();
    const id = await uploaded(sessionId, imageLimitBytes + 1, 1);
    const named = await say(sessionId, [{ upload_id: id }]);
    expect([named.status, errorOf(named).message]).toEqual([413, expect.stringContaining('10 MB')]);
    const data = `data:image/png;base64,${picture(imageLimitBytes + 1, 2).toString('base64')}`;
    const inside = await say(sessionId, [{ filename: 'b.png', file_data: data }]);
    expect([inside.status, errorOf(inside).code]).toEqual([413, 'too_large']);
  });

  it('is refused when all of them have more than 30 MB together', async () => {
    const sessionId = await newSession();
    const ids = [];
    for (const fill of [1, 2, 3, 4]) ids.push({ upload_id: await uploaded(sessionId, 8_000_000, fill) });
    const answer = await say(sessionId, ids);
    expect([answer.status, errorOf(answer).message]).toEqual([413, expect.stringContaining('30 MB')]);
    expect((await say(sessionId, ids.slice(1))).status).toBe(201);
  });
});

it('an upload to a session that holds all it may is refused with the limit', async () => {
  const sessionId = await newSession();
  const id = await uploaded(sessionId, 100, 9);
  await bench.app.database.pool.query(
    `UPDATE attachment a SET size_bytes = $2 FROM session_file f WHERE f.id = $1 AND f.digest = a.digest`,
    [id, sessionBytesMax],
  );
  const answer = await send(sessionId, picture(100, 10));
  expect([answer.status, errorOf(answer).message]).toEqual([413, expect.stringContaining('1 GB')]);
});
