import { createServer } from 'node:http';

/**
 * An OpenAI-wire model of ours that answers at once, in a process of its own: everything it will say is made before the
 * first request comes. Prints its port. Which model is asked for decides how the answer is written.
 */
const encode = (value) => Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
const chunk = (delta, finishReason = null) => ({
  id: 'chatcmpl-bench',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'bench',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
});
const ending = (reason, tokens) =>
  Buffer.concat([
    encode(chunk({}, reason)),
    encode({
      ...chunk({}),
      choices: [],
      usage: { prompt_tokens: 10, completion_tokens: tokens, total_tokens: 10 + tokens },
    }),
    Buffer.from('data: [DONE]\n\n'),
  ]);
const words = (count) =>
  Array.from({ length: count }, (_, index) =>
    encode(chunk(index === 0 ? { role: 'assistant', content: 'word ' } : { content: 'word ' })),
  );
const toolCall = (name) =>
  Buffer.concat([
    encode(
      chunk({
        role: 'assistant',
        tool_calls: [
          {
            index: 0,
            id: `call_${name}`,
            type: 'function',
            function: { name, arguments: '{"text":"bench"}' },
          },
        ],
      }),
    ),
    ending('tool_calls', 20),
  ]);

const five = Buffer.concat([...words(5), ending('stop', 5)]);
const fiveHundred = Buffer.concat([...words(500), ending('stop', 500)]);
const fiveHundredTokens = [...words(500), ending('stop', 500)];
const longTokens = [...words(5000), ending('stop', 5000)];
const script = [toolCall('tools__first'), toolCall('tools__second'), five];

const answers = {
  five: (response) => response.end(five),
  burst: (response) => response.end(fiveHundred),
  drip: (response) => writeEach(response, fiveHundredTokens, setImmediate),
  /** Slowly enough that each token is an event of its own. */
  paced: (response) => writeEach(response, longTokens, (next) => setTimeout(next, 2)),
  /** Says one word and then nothing for as long as the caller stays. */
  silent: (response) => response.write(words(1)[0]),
  /** Tool, tool, answer: how many results follow the last user message says which comes next. */
  script: (response, body) => {
    const results = body.slice(body.lastIndexOf('"role":"user"')).split('"role":"tool"').length - 1;
    response.end(script[Math.min(results, script.length - 1)]);
  },
};

function writeEach(response, pieces, later) {
  let index = 0;
  const next = () => {
    const piece = pieces[index];
    index += 1;
    if (response.destroyed) return;
    if (index === pieces.length) response.end(piece);
    else {
      response.write(piece);
      later(next);
    }
  };
  next();
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    const model = /"model":"([a-z]+)"/.exec(body)?.[1];
    const answer = answers[model];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'text/event-stream' });
    if (answer) answer(response, body);
    else response.end();
  });
});
server.keepAliveTimeout = 600_000;
server.on('connection', (socket) => socket.setNoDelay(true));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
