import { promptOf } from '../processes/script.mjs';

const requestTimeoutMs = 30_000;

/** Raw requests to one replica: every answer is data, and one that never came has status 0. */
export function createApiClient(apiKey) {
  async function send(replica, method, path, { body, headers = {}, timeoutMs = requestTimeoutMs } = {}) {
    const startedAt = performance.now();
    try {
      const response = await fetch(`${replica.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: parse(text),
        ms: performance.now() - startedAt,
      };
    } catch (error) {
      return {
        status: 0,
        headers: new Headers(),
        body: undefined,
        error: error.cause?.code ?? error.name,
        ms: performance.now() - startedAt,
      };
    }
  }

  /** The data of an answer that has to be a success. */
  async function need(replica, method, path, options) {
    const answer = await send(replica, method, path, options);
    if (answer.status >= 200 && answer.status < 300) return answer.body?.data;
    const what = answer.error ?? JSON.stringify(answer.body)?.slice(0, 500);
    throw new Error(`${method} ${path} on ${replica.name} answered ${answer.status}: ${what}`);
  }

  const turns = (sessionId) => `/api/v1/sessions/${sessionId}/turns`;
  return {
    apiKey,
    send,
    need,
    createSession: async (replica) =>
      (await need(replica, 'POST', '/api/v1/sessions', { body: { agent_name: 'chaos' } })).id,
    startTurn: (replica, sessionId, script, { headers, ...more } = {}) =>
      send(replica, 'POST', turns(sessionId), {
        headers,
        body: { input: [{ type: 'user.message', content: promptOf(script) }], stream: false, ...more },
      }),
    decide: (replica, sessionId, items, options = {}) =>
      send(replica, 'POST', turns(sessionId), { ...options, body: { input: items, stream: false } }),
    readTurn: (replica, sessionId, turnId) => need(replica, 'GET', `${turns(sessionId)}/${turnId}`),
    cancel: (replica, sessionId) => send(replica, 'POST', `/api/v1/sessions/${sessionId}/cancel`),
    async listEvents(replica, sessionId, turnId) {
      const events = [];
      let token = '';
      do {
        const page = `${turns(sessionId)}/${turnId}/events?limit=200${token === '' ? '' : `&page_token=${encodeURIComponent(token)}`}`;
        const answer = await send(replica, 'GET', page);
        if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}.`);
        events.push(...answer.body.data);
        token = answer.body.pagination.next_page_token ?? '';
      } while (token !== '');
      return events;
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
