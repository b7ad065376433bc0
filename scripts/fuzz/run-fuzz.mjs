import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { withServer } from '../lib/with-server.mjs';
import { checkAnswer } from './check-answer.mjs';
import { createKnownValues } from './known-values.mjs';
import { makeRequest, operationsOf } from './make-request.mjs';
import { memoryOf } from './process-memory.mjs';
import { createRandom } from './random.mjs';
import { sendRequest } from './send-request.mjs';
import { keyOf } from './sign-in.mjs';
import { toCurl } from './to-curl.mjs';

const atOnce = 8;
const problemsMax = 40;
const endingCharacters = 8000;
const memoryMbMax = 1500;
const failed = '"msg":"A request failed unexpectedly."';
const complaints =
  /unhandledrejection|unhandled rejection|uncaughtexception|uncaught exception|fatal error|heap limit/i;

/**
 * Starts the built application in an empty directory and sends it `requests` requests made from its own OpenAPI
 * document. Answers what was found wrong, with a curl line for each request.
 */
export async function runFuzz({ requests, seed, write = (text) => process.stdout.write(text) }) {
  let output = '';
  let ending = '';
  const problems = [];
  const report = (problem) => {
    problems.push(problem);
    write(`${problem}\n`);
  };
  const summary = await withServer(
    async (server) => {
      const run = await prepare(server, seed);
      const figures = await sendAll(run, { requests, seed, server, problems, report, write });
      for (const problem of await lookAfter(run, server)) report(problem);
      return figures;
    },
    {
      onOutput: (chunk) => {
        output += keep(chunk);
        ending = (ending + chunk).slice(-endingCharacters);
      },
      env: { TACKROOM_DEMO: 'on' },
    },
  );
  const complaint = output.split('\n').find((line) => complaints.test(line));
  if (complaint) report(`The server's log says: ${complaint.slice(0, 500)}`);
  // What the log says of a request that failed; its answer does not tell.
  for (const line of output
    .split('\n')
    .filter((one) => one.includes(failed))
    .slice(0, 10))
    write(`${line.slice(0, 1500)}\n`);
  // A server that is gone has said why at the end of its log, which is otherwise of no interest.
  if (problems.some((problem) => problem.includes('ECONNREFUSED'))) write(`The log ends with:\n${ending}\n`);
  return { problems, ...summary };
}

/** Only the lines that tell of trouble are kept: a long run writes a lot. */
function keep(chunk) {
  return chunk
    .split('\n')
    .filter((line) => complaints.test(line) || line.includes(failed))
    .map((line) => `${line}\n`)
    .join('');
}

async function prepare(server, seed) {
  const { url, apiKey } = server;
  const admin = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const ask = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: admin,
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const canary = () => `canary-${randomBytes(12).toString('hex')}`;
  const canaries = [
    { name: "a provider's key", value: canary() },
    { name: "a tool server's secret", value: canary() },
    { name: "the administrator's key", value: apiKey },
    { name: "the administrator's password", value: server.adminPassword },
    { name: "a user's password", value: server.userPassword },
    { name: 'the data directory', value: server.dataDir },
  ];
  await ask('POST', '/api/v1/providers', {
    name: 'canary',
    type: 'openai_compatible',
    base_url: 'https://fuzz.invalid/v1',
    auth: { api_key: canaries[0].value },
  });
  await ask('POST', '/api/v1/mcp-servers', {
    name: 'canary',
    url: 'https://fuzz.invalid/mcp',
    auth: { type: 'header', value: canaries[1].value },
  });
  const userKey = await keyOf(url, { email: server.userEmail, password: server.userPassword });
  const document = await ask('GET', '/api/v1/openapi.json');
  const accounts = await Promise.all([apiKey, userKey].map(async (key) => (await whoIs(url, key)).user.id));
  const keys = await ask('GET', '/api/v1/api-keys?limit=100');
  const lists = await Promise.all(
    ['agents', 'providers', 'mcp-servers', 'skills'].map(async (list) => {
      const { data } = await ask('GET', `/api/v1/${list}?limit=100`);
      return data.map(({ name }) => `/api/v1/${list}/${name}`);
    }),
  );
  return {
    // Whoever sends the requests must not be locked out by them.
    untouchable: new Set([...accounts, ...keys.data.map(({ id }) => id)]),
    // What the demo brought stays, so that there is something to ask for until the end.
    kept: new Set(lists.flat()),
    role: (await whoIs(url, apiKey)).user.role,
    canaries: [...canaries, { name: "a user's key", value: userKey }],
    operations: operationsOf(document),
    principals: {
      admin: { Authorization: `Bearer ${apiKey}` },
      user: { Authorization: `Bearer ${userKey}` },
      nobody: {},
      stranger: { Authorization: `Bearer trk_${seed}_wrong` },
    },
    known: createKnownValues(),
    agent: new http.Agent({ keepAlive: true, maxSockets: atOnce }),
    port: Number(new URL(url).port),
  };
}

async function whoIs(url, key) {
  const answer = await fetch(`${url}/api/v1/users/me`, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`The key is refused with ${answer.status}.`);
  return (await answer.json()).data;
}

async function sendAll(run, { requests, seed, server, problems, report, write }) {
  const { operations, known, untouchable, kept, principals } = run;
  const kinds = new Map();
  const statuses = {};
  let sent = 0;
  let memoryMb;
  const startedAt = Date.now();
  async function worker() {
    while (sent < requests && problems.length < problemsMax) {
      sent += 1;
      const number = sent;
      const random = createRandom(seed * 1_000_003 + number);
      // Administrators most of the time: others are mostly refused before anything is read.
      const senders = random.chance(0.7) ? { admin: principals.admin } : principals;
      const operation = random.pick(operations);
      const request = makeRequest(operation, { random, known: known.known }, senders);
      if ([...untouchable].some((id) => request.path.includes(id))) continue;
      if (['DELETE', 'PATCH'].includes(request.method) && kept.has(request.path.split('?')[0])) continue;
      const answer = await sendRequest(request, run);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const problem = checkAnswer(request, answer, run);
      if (problem) {
        const kind = `${operation.method} ${operation.path} ${problem.slice(0, 60)}`;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        // One line for each kind of trouble is enough to find it, and the rest of the run still happens.
        if (kinds.get(kind) > 1) continue;
        report(
          `Seed ${seed}, request ${number} (${operation.method} ${operation.path} as ${request.who}): ${problem}\n  ${toCurl(server.url, request)}`,
        );
      }
      if (answer.status < 300) {
        known.learn(answer.text, operation.path);
        known.forget(untouchable);
      }
      if (number === Math.ceil(requests / 5)) memoryMb = await memoryOf(server.pid);
      if (number % 5000 === 0) write(`${number} requests, ${await memoryOf(server.pid)} MB\n`);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker));
  run.agent.destroy();
  const seconds = (Date.now() - startedAt) / 1000;
  return { sent, statuses, seconds, memoryMb, memoryMbAtEnd: await memoryOf(server.pid) };
}

async function lookAfter(run, server) {
  const problems = [];
  const health = await fetch(`${server.url}/readyz`).catch((error) => ({ ok: false, status: error.message }));
  if (!health.ok) problems.push(`The server is not ready any more: ${health.status}`);
  const { user } = await whoIs(server.url, server.apiKey).catch((error) => ({
    user: { role: error.message },
  }));
  // Somebody who was demoted on the way was refused ever after, and little was tried.
  if (user.role !== run.role) problems.push(`The administrator is not ${run.role} any more but ${user.role}`);
  const memoryMb = await memoryOf(server.pid);
  if (memoryMb > memoryMbMax) problems.push(`The server holds ${memoryMb} MB, more than ${memoryMbMax}.`);
  return problems;
}
