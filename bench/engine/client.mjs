import http from 'node:http';

const done = Buffer.from('"type":"turn.done"');

/** The API as a program uses it: connections kept open, and no more of a stream read than has to be. */
export function openClient({ url, apiKey }) {
  const { hostname, port } = new URL(url);
  // Given up before the server gives them up after five seconds: a request on a connection that just closed would fail.
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity, timeout: 2500 });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const open = (method, path, body) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) };
    const request = http.request({
      ...{ agent, hostname, port, method },
      path: `/api/v1${path}`,
      headers: { ...headers, ...length },
    });
    request.end(text);
    return request;
  };
  return {
    close: () => agent.destroy(),
    /** A JSON answer's `data`. Anything but 2xx throws. */
    call: (method, path, body) => readJson(open(method, path, body), `${method} ${path}`),
    /** Runs a turn to its end; milliseconds to the first byte of the answer and to `turn.done`. */
    turn: (session, content = 'Go on.') =>
      readStream(
        open('POST', `/sessions/${session}/turns`, { input: [{ type: 'user.message', content }] }),
        session,
      ),
    /** Follows a turn's stream to its end; also the numbers of the events that came. */
    follow: (session, turn, after) =>
      readStream(
        open('GET', `/sessions/${session}/turns/${turn}/stream?after_sequence_id=${after}`),
        session,
        true,
      ),
    /** Opens a turn's stream and leaves it open; resolves with a function that closes it, once something has come. */
    idle: (session, turn) =>
      holdOpen(open('GET', `/sessions/${session}/turns/${turn}/stream?after_sequence_id=0`)),
  };
}

function readJson(request, what) {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode >= 300) reject(new Error(`${what} answered ${response.statusCode}: ${text}`));
        else resolve(text === '' ? undefined : JSON.parse(text).data);
      });
    });
  });
}

function readStream(request, what, collects = false) {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let firstByteMs;
    let doneMs;
    let tail = Buffer.alloc(0);
    const all = [];
    request.once('error', reject);
    request.once('response', (response) => {
      response.once('error', reject);
      response.on('data', (part) => {
        firstByteMs ??= performance.now() - startedAt;
        if (collects) all.push(part);
        if (doneMs !== undefined) tail = Buffer.concat([tail, part]);
        else {
          // What ends a stream may be cut in two; a piece is looked at together with the end of the one before.
          const seen = tail.length === 0 ? part : Buffer.concat([tail, part]);
          const at = seen.indexOf(done);
          if (at === -1) tail = seen.subarray(-done.length);
          else {
            doneMs = performance.now() - startedAt;
            tail = seen.subarray(at);
          }
        }
      });
      response.once('end', () => {
        const text = tail.toString();
        if (doneMs !== undefined && text.includes('"status":"done"'))
          resolve({ firstByteMs, doneMs, ids: idsOf(all) });
        else
          reject(
            new Error(`A turn of ${what} did not end well (${response.statusCode}): ${text.slice(0, 500)}`),
          );
      });
    });
  });
}

function idsOf(parts) {
  const text = Buffer.concat(parts).toString();
  return Array.from(text.matchAll(/^id: (\d+)$/gm), ([, id]) => Number(id));
}

function holdOpen(request) {
  return new Promise((resolve, reject) => {
    request.once('error', (error) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
    request.once('response', (response) => {
      response.on('error', () => undefined);
      response.once('data', () => resolve(() => request.destroy()));
      response.resume();
    });
  });
}
