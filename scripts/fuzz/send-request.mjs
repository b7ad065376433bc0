import http from 'node:http';

const answerTimeoutMs = 60_000;
const streamMs = 250;
const bodyMax = 2_000_000;

/** Sends a request as it is, and answers with status, headers, the beginning of the body, or why there was no answer. */
export function sendRequest({ method, path, headers, body }, { port, agent }) {
  return new Promise((resolve) => {
    const chunks = [];
    let size = 0;
    let answer;
    const end = (failure) => {
      clearTimeout(timer);
      const text = Buffer.concat(chunks).toString('utf8');
      resolve(answer ? { ...answer, text } : { status: 0, headers: {}, text, failure });
    };
    const pairs = headers.flatMap(([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')]);
    const host = ['Host', `127.0.0.1:${port}`];
    const length = body === undefined ? [] : ['Content-Length', String(body.length)];
    const timer = setTimeout(() => {
      end('no answer in time');
      request.destroy();
    }, answerTimeoutMs);
    // A list of pairs, because an object cannot hold the same header twice.
    const request = http.request(
      { host: '127.0.0.1', port, method, path, agent, headers: [...host, ...pairs, ...length] },
      (response) => {
        answer = { status: response.statusCode, headers: response.headers };
        const isStream = response.headers['content-type']?.includes('text/event-stream');
        if (isStream) setTimeout(() => response.destroy(), streamMs);
        response.on('data', (chunk) => {
          size += chunk.length;
          if (size <= bodyMax) chunks.push(chunk);
        });
        response.on('close', () => end());
      },
    );
    // A server that refuses a large body may close before all of it was taken; its answer counts.
    request.on('error', (error) => (answer ? undefined : end(error.code ?? error.message)));
    request.end(body);
  });
}
