import http from 'node:http';

const timeoutMs = 20_000;

/**
 * Asks /readyz once: `{ status, text }`, or `{ reason }` when there was no answer in time. Plain `http`, because a `fetch`
 * whose server starts or dies at that moment may never settle.
 */
export function probeReady(origin, { signal } = {}) {
  return new Promise((resolve) => {
    const request = http.get(`${origin}/readyz`, { agent: false, signal }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.once('end', () => finish({ status: response.statusCode, text }));
      response.once('close', () => finish({ reason: 'the answer broke off' }));
    });
    const timer = setTimeout(() => finish({ reason: `no answer in ${timeoutMs / 1000} seconds` }), timeoutMs);
    request.once('error', (error) => finish({ reason: error.message }));

    function finish(result) {
      clearTimeout(timer);
      request.destroy();
      resolve(result);
    }
  });
}
