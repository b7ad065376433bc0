import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readScript, wordsOf } from './script.mjs';

/**
 * A model behind the OpenAI wire, in a process of its own: speaks the script that its prompt holds, slowly enough to be
 * hit in the middle of a sentence, and counts what it was asked. `GET /counts` tells.
 */
const counts = new Map();

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(Object.fromEntries(counts)));
    return;
  }
  void readBody(request)
    .then((body) => answer(JSON.parse(body), response))
    .catch((error) => {
      if (!response.headersSent) response.writeHead(400);
      response.end(String(error));
    });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');

async function answer(body, response) {
  const found = readScript(body.messages);
  if (found === undefined) throw new Error('The conversation holds no script.');
  const { script, step } = found;
  const count = (counts.get(script.id) ?? []).concat({ step, at: Date.now(), isOpen: true });
  counts.set(script.id, count);
  const call = count.at(-1);
  const closed = new AbortController();
  response.once('close', () => {
    call.isOpen = false;
    closed.abort();
  });
  const { everyMs = 0, calls = [] } = script.steps[step] ?? {};
  const words = wordsOf(script, step);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send(response, { role: 'assistant', content: '' });
  for (const word of words) {
    if (everyMs > 0) await wait(everyMs, undefined, { signal: closed.signal }).catch(() => undefined);
    if (closed.signal.aborted) return;
    send(response, { content: word });
  }
  calls.forEach(({ tool, args }, index) => {
    const asked = { name: tool, arguments: JSON.stringify(args) };
    const id = `call_${script.id}_${step}_${index}`;
    send(response, { tool_calls: [{ index, id, type: 'function', function: asked }] });
  });
  const usage = { prompt_tokens: 10, completion_tokens: words.length, total_tokens: 10 + words.length };
  send(response, {}, { finish: calls.length > 0 ? 'tool_calls' : 'stop', usage });
  response.end('data: [DONE]\n\n');
}

function send(response, delta, { finish = null, usage } = {}) {
  const chunk = {
    id: 'chatcmpl-chaos',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'scripted',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...(usage === undefined ? {} : { usage }),
  };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
