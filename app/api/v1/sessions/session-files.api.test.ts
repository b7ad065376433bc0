import { beforeAll, describe, expect, it } from 'vitest';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { sessionFileSchema, uploadLimitBytes, type SessionFile } from '@/lib/contract/session-file';
import { turnSchema } from '@/lib/contract/turn';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { callRoute, errorOf } from '@/lib/http/call-route.test-support';
import { attachmentChunkBytes } from '@/lib/storage/read-attachment';
import { sweepFiles } from '@/lib/storage/sweep-files';
import { POST as createSession } from './route';
import { DELETE as deleteSession } from './[session_id]/route';
import { POST as upload } from './[session_id]/uploads/route';
import { GET as listFiles } from './[session_id]/files/route';
import { DELETE as deleteFile, GET as download } from './[session_id]/files/[...path]/route';
import { POST as startTurn } from './[session_id]/turns/route';

const bench = openAuthBench();
const png = Buffer.from('89504e470d0a1a0a', 'hex');
let organisation: TestOrganisation;
let key: string;

beforeAll(async () => {
  organisation = await bench.makeOrganisation();
  await ensureSimulatedProvider(bench.contextOf(organisation.scope, organisation.people.owner));
  key = await bench.makeKey(organisation.scope, organisation.people.owner);
});

// A model nobody has registered: what it reads is not known, so that nothing is refused for its sake.
async function newSession(model = 'elsewhere/vision'): Promise<string> {
  const body = { draft: { manifest: { name: 'files', model } } };
  return ((await callRoute(createSession, { key, body })).body as { data: { id: string } }).data.id;
}

function picture(bytes: number, fill = 7): Buffer {
  return Buffer.concat([png, Buffer.alloc(Math.max(0, bytes - png.length), fill)]);
}

async function send(
  sessionId: string,
  content: BodyInit | Buffer,
  options: { filename?: string; type?: string; headers?: Record<string, string> } = {},
) {
  const query = options.filename === undefined ? '' : `?filename=${encodeURIComponent(options.filename)}`;
  const request = new Request(`http://127.0.0.1:${testPort}/api/v1/sessions/${sessionId}/uploads${query}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': options.type ?? 'application/octet-stream',
      ...options.headers,
    },
    body: Buffer.isBuffer(content) ? new Uint8Array(content) : content,
    // Node asks for this with a stream, and the DOM's types do not know it.
    ...({ duplex: 'half' } as object),
  });
  const response = await upload(request, { params: Promise.resolve({ session_id: sessionId }) });
  return { status: response.status, body: await response.json() };
}

async function uploaded(sessionId: string, content: Buffer, filename: string): Promise<SessionFile> {
  const answer = await send(sessionId, content, { filename });
  expect(answer.status).toBe(201);
  return dataOf(sessionFileSchema).parse(answer.body).data;
}

async function read(sessionId: string, path: string, range?: string) {
  const request = new Request(`http://127.0.0.1:${testPort}/x`, {
    headers: { authorization: `Bearer ${key}`, ...(range ? { range } : {}) },
  });
  return download(request, { params: Promise.resolve({ session_id: sessionId, path: path.split('/') }) });
}

async function filesOf(sessionId: string, query = ''): Promise<SessionFile[]> {
  const answer = await callRoute(listFiles, { key, params: { session_id: sessionId }, path: `/x${query}` });
  return listOf(sessionFileSchema).parse(answer.body).data;
}

function chunksOf(digest: string) {
  return bench.app.database.pool
    .query<{ n: number }>(
      `SELECT count(*)::int AS n FROM attachment_chunk c JOIN attachment a ON a.blob_id = c.blob_id AND a.organisation_id = c.organisation_id
       WHERE a.organisation_id = $1 AND a.digest = $2`,
      [organisation.scope.organisationId, digest],
    )
    .then(({ rows }) => rows[0]?.n ?? 0);
}

describe('an upload', () => {
  it('is stored in pieces, named by its bytes, and read back whole or in part', async () => {
    const sessionId = await newSession();
    const content = picture(2 * attachmentChunkBytes + 1234);
    const file = await uploaded(sessionId, content, 'scan.pdf');
    expect(file).toMatchObject({
      path: 'scan.pdf',
      media_type: 'image/png',
      size_bytes: content.length,
      source: 'upload',
    });
    expect(await chunksOf(file.digest)).toBe(3);
    const whole = await read(sessionId, 'scan.pdf');
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    const { length } = content;
    const part = await read(
      sessionId,
      'scan.pdf',
      `bytes=${attachmentChunkBytes - 2}-${attachmentChunkBytes + 1}`,
    );
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(
      `bytes ${attachmentChunkBytes - 2}-${attachmentChunkBytes + 1}/${length}`,
    );
    expect((await part.arrayBuffer()).byteLength).toBe(4);
    expect((await (await read(sessionId, 'scan.pdf', 'bytes=-10')).arrayBuffer()).byteLength).toBe(10);
    expect((await read(sessionId, 'scan.pdf', `bytes=${length}-`)).status).toBe(416);
  });

  it('downloads as an attachment that no browser runs', async () => {
    const sessionId = await newSession();
    await uploaded(sessionId, picture(50), 'a"b é.png');
    const { headers } = await read(sessionId, 'a"b é.png');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="a_b _.png"; filename*=UTF-8''a%22b%20%C3%A9.png`,
    );
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('may come as the one file of a multipart form, whatever pieces it arrives in', async () => {
    const sessionId = await newSession();
    const content = Buffer.concat([picture(300), Buffer.from('\r\n--bound'), Buffer.alloc(200, 1)]);
    const head =
      '--bound-ary\r\nContent-Disposition: form-data; name="file"; filename="../x/form.png"\r\n\r\n';
    const whole = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--bound-ary--\r\n')]);
    for (const size of [1, 7, 64, whole.length]) {
      let at = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (at >= whole.length) return controller.close();
          controller.enqueue(whole.subarray(at, (at += size)));
        },
      });
      const answer = await send(sessionId, stream, { type: 'multipart/form-data; boundary=bound-ary' });
      expect([answer.status, answer.body.data?.path, answer.body.data?.size_bytes]).toEqual([
        201,
        'form.png',
        content.length,
      ]);
    }
    expect(await filesOf(sessionId)).toHaveLength(1);
  });

  it.each([
    ['--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nPNG', 'ends before'],
    ['--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--b--', 'not a file'],
    ['nothing of the kind', 'ends before'],
    [
      `--b\r\nContent-Disposition: form-data; filename="a.png"\r\n\r\n${png.toString('latin1')}\r\n--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--`,
      'more than one part',
    ],
  ])('in a broken form is refused: %#', async (body, words) => {
    const answer = await send(await newSession(), Buffer.from(body, 'latin1'), {
      type: 'multipart/form-data; boundary=b',
    });
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(words)]);
  });

  it('above 100 MB is refused by name, declared or not, and leaves nothing behind', async () => {
    const sessionId = await newSession();
    const declared = await send(sessionId, picture(100), {
      filename: 'a.png',
      headers: { 'content-length': String(uploadLimitBytes + 1) },
    });
    expect([declared.status, declared.body.error.message]).toEqual([
      413,
      expect.stringContaining('100,000,000'),
    ]);
    const piece = picture(8_000_000);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(piece);
      },
    });
    const answer = await send(sessionId, endless, { filename: 'a.png' });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too_large']);
    expect(sent).toBeLessThan(20);
    expect(await filesOf(sessionId)).toEqual([]);
    const left = await bench.app.database.pool.query(
      `SELECT 1 FROM attachment_chunk WHERE organisation_id = $1 AND blob_id NOT IN (SELECT blob_id FROM attachment) LIMIT 1`,
      [organisation.scope.organisationId],
    );
    expect(left.rowCount).toBe(0);
  });

  it('that is not an image is refused with the toggle that would allow it, before it has all arrived', async () => {
    const sessionId = await newSession();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(Buffer.from('%PDF-1.7 '.repeat(1000)));
      },
    });
    const answer = await send(sessionId, endless, { filename: 'report.png' });
    expect([answer.status, answer.body.error.message]).toEqual([
      422,
      expect.stringContaining('config.sandbox.enabled'),
    ]);
    expect(sent).toBeLessThan(5);
    expect((await send(sessionId, '', { filename: 'a.png' })).status).toBe(400);
  });

  it('of the same content is kept once, and of another content under the same name gets a number', async () => {
    const sessionId = await newSession();
    const first = await uploaded(sessionId, picture(90, 1), 'a.png');
    const again = await uploaded(sessionId, picture(90, 1), 'a.png');
    const other = await uploaded(sessionId, picture(90, 2), 'a.png');
    const elsewhere = await uploaded(await newSession(), picture(90, 1), 'b.png');
    expect(again).toMatchObject({ id: first.id });
    expect(other.path).toBe('a (2).png');
    expect(elsewhere.digest).toBe(first.digest);
    expect(await chunksOf(first.digest)).toBe(1);
    expect((await filesOf(sessionId)).map((file) => file.path)).toEqual(['a (2).png', 'a.png']);
    const page = await callRoute(listFiles, { key, params: { session_id: sessionId }, path: '/x?limit=1' });
    const { pagination } = listOf(sessionFileSchema).parse(page.body);
    const rest = await filesOf(sessionId, `?limit=1&page_token=${pagination.next_page_token}`);
    expect(rest.map((file) => file.path)).toEqual(['a.png']);
  });

  it('is created once for a repeated Idempotency-Key', async () => {
    const sessionId = await newSession();
    const headers = { 'idempotency-key': `up-${sessionId}` };
    const first = await send(sessionId, picture(60, 3), { filename: 'k.png', headers });
    const again = await send(sessionId, picture(60, 3), { filename: 'k.png', headers });
    expect(again.body).toEqual(first.body);
    expect((await send(sessionId, picture(60, 3), { filename: 'l.png', headers })).status).toBe(409);
    const other = await send(sessionId, picture(60, 4), { filename: 'k.png', headers });
    expect([other.status, other.body.error.code]).toEqual([409, 'idempotency_conflict']);
  });
});

describe('a message', () => {
  const start = (sessionId: string, file: unknown) =>
    callRoute(startTurn, {
      key,
      params: { session_id: sessionId },
      body: {
        stream: false,
        input: [
          {
            type: 'user.message',
            content: [
              { type: 'text', text: 'reply with 2 words' },
              { type: 'file_upload', file },
            ],
          },
        ],
      },
    });

  it('names an upload instead of carrying its bytes, and shows it back by name, type, size and link', async () => {
    const sessionId = await newSession();
    const file = await uploaded(sessionId, picture(70, 4), 'invoice.png');
    const answer = await start(sessionId, { upload_id: file.id });
    expect([answer.status, errorOf(answer).message]).toEqual([201, undefined]);
    const turn = dataOf(turnSchema).parse(answer.body).data;
    expect(turn.input[0]).toMatchObject({
      content: [
        { type: 'text' },
        { file: { filename: 'invoice.png', media_type: 'image/png', size_bytes: 70, digest: file.digest } },
      ],
    });
    await bench.app.harness.turns.ended(turn.id);
    const params = { session_id: sessionId, path: 'invoice.png' };
    const removal = await callRoute(deleteFile, { key, method: 'DELETE', params });
    expect([removal.status, errorOf(removal).code]).toEqual([409, 'conflict']);
  });

  it('cannot name an upload of another session or one that is not there', async () => {
    const file = await uploaded(await newSession(), picture(70, 5), 'x.png');
    const answer = await start(await newSession(), { upload_id: file.id });
    expect([answer.status, errorOf(answer).param]).toEqual([422, 'input']);
    expect((await start(await newSession(), { upload_id: 'fil_nothing' })).status).toBe(422);
  });

  it('is refused when the model reads no images', async () => {
    const sessionId = await newSession('simulated/demo');
    const file = await uploaded(sessionId, picture(70, 4), 'invoice.png');
    const answer = await start(sessionId, { upload_id: file.id });
    expect([answer.status, errorOf(answer).message]).toEqual([
      422,
      expect.stringContaining('does not read images'),
    ]);
  });

  it('is held to its bytes when it carries a data URI', async () => {
    const sessionId = await newSession();
    const uri = (bytes: Buffer, type: string) => `data:${type};base64,${bytes.toString('base64')}`;
    const fake = await start(sessionId, {
      filename: 'a.png',
      file_data: uri(Buffer.from('<svg/>'), 'image/svg+xml'),
    });
    expect([fake.status, errorOf(fake).message]).toEqual([
      422,
      expect.stringContaining('config.sandbox.enabled'),
    ]);
    expect(
      (await start(sessionId, { filename: 'a.png', file_data: uri(picture(40, 6), 'image/png') })).status,
    ).toBe(201);
    expect(await filesOf(sessionId)).toMatchObject([{ path: 'a.png', source: 'message' }]);
  });
});

describe('bytes', () => {
  const age = (table: string, column: string) =>
    bench.app.database.pool.query(
      `UPDATE ${table} SET ${column} = now() - interval '2 days' WHERE organisation_id = $1`,
      [organisation.scope.organisationId],
    );

  it('go with the last session that has a name for them, and not before', async () => {
    const [first, second] = [await newSession(), await newSession()];
    const { digest } = await uploaded(first, picture(80, 8), 'a.png');
    const { id } = await uploaded(second, picture(80, 8), 'a.png');
    await bench.app.database.pool.query('UPDATE session_file SET used_at = now() WHERE id = $1', [id]);
    await callRoute(deleteSession, { key, method: 'DELETE', params: { session_id: first } });
    await age('attachment', 'touched_at');
    await sweepFiles(bench.app.database.pool);
    expect(await chunksOf(digest)).toBe(1);
    await callRoute(deleteSession, { key, method: 'DELETE', params: { session_id: second } });
    await age('attachment', 'touched_at');
    await sweepFiles(bench.app.database.pool);
    expect(await chunksOf(digest)).toBe(0);
    const { rowCount } = await bench.app.database.pool.query('SELECT 1 FROM attachment WHERE digest = $1', [
      digest,
    ]);
    expect(rowCount).toBe(0);
  });

  it('of an upload that no message named go after a day, and by DELETE at once', async () => {
    const sessionId = await newSession();
    await uploaded(sessionId, picture(80, 9), 'old.png');
    await sweepFiles(bench.app.database.pool);
    expect(await filesOf(sessionId)).toHaveLength(1);
    await age('session_file', 'created_at');
    await sweepFiles(bench.app.database.pool);
    expect(await filesOf(sessionId)).toEqual([]);
    await uploaded(sessionId, picture(80, 10), 'new.png');
    const params = { session_id: sessionId, path: 'new.png' };
    expect((await callRoute(deleteFile, { key, method: 'DELETE', params })).status).toBe(204);
    expect((await read(sessionId, 'new.png')).status).toBe(404);
  });

  it('of an upload that broke off go after an hour', async () => {
    const { pool } = bench.app.database;
    const { organisationId } = organisation.scope;
    await pool.query(
      `INSERT INTO attachment_chunk (organisation_id, blob_id, position, content, created_at) VALUES ($1, 'blb_broken', 0, 'x', now() - interval '2 hours')`,
      [organisationId],
    );
    await sweepFiles(pool);
    const { rowCount } = await pool.query(`SELECT 1 FROM attachment_chunk WHERE blob_id = 'blb_broken'`);
    expect(rowCount).toBe(0);
  });
});
