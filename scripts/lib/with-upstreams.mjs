import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { inRoot } from './paths.mjs';
import { pause } from './process-alive.mjs';

const startTimeoutMs = 30_000;

/** What the fake provider says: it adds with the tool, then tells the sum; anything else it greets. */
const fixtures = [
  {
    match: { userMessage: 'Add 2 and 40', hasToolResult: false },
    response: {
      content: 'I use the tool.',
      toolCalls: [{ id: 'call_sum', name: 'toolbox__get-sum', arguments: { a: 2, b: 40 } }],
    },
  },
  { match: { toolCallId: 'call_sum' }, response: { content: 'The sum is 42.' } },
  { match: { userMessage: 'Say hello' }, response: { content: 'Hello from the provider.' } },
];

/**
 * A provider that speaks the OpenAI wire and the protocol's reference MCP server, each in a process of its own, for
 * the length of `work`.
 */
export async function withUpstreams(work) {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'tackroom-upstreams-'));
  const [providerPort, mcpPort] = [await freePort(), await freePort()];
  await writeFile(path.join(directory, 'fixtures.json'), JSON.stringify({ fixtures }));
  await writeFile(
    path.join(directory, 'aimock.json'),
    JSON.stringify({
      port: providerPort,
      host: '127.0.0.1',
      strict: true,
      llm: { fixtures: 'fixtures.json' },
    }),
  );
  const provider = start(
    ['@copilotkit', 'aimock', 'dist', 'aimock-cli.js'],
    ['--config', 'aimock.json'],
    directory,
    {},
  );
  const mcp = start(
    ['@modelcontextprotocol', 'server-everything', 'dist', 'index.js'],
    ['streamableHttp'],
    directory,
    {
      PORT: String(mcpPort),
    },
  );
  try {
    await Promise.all([
      untilAnswers(`http://127.0.0.1:${providerPort}/health`),
      untilAnswers(`http://127.0.0.1:${mcpPort}/mcp`),
    ]);
    return await work({
      PROVIDER_BASE_URL: `http://127.0.0.1:${providerPort}/v1`,
      PROVIDER_API_KEY: 'test-key-0000',
      PROVIDER_MODEL: 'gpt-5-mini',
      MCP_SERVER_URL: `http://127.0.0.1:${mcpPort}/mcp`,
    });
  } finally {
    provider.kill('SIGKILL');
    mcp.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
}

function start(module, args, cwd, env) {
  return spawn(process.execPath, [inRoot('node_modules', ...module), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
}

/** Any HTTP answer will do: it shows that somebody listens. */
async function untilAnswers(url) {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.body?.cancel().then(() => true) ?? true,
      () => false,
    );
    if (answered) return;
    await pause(50);
  }
  throw new Error(`Nothing answers at ${url}.`);
}
