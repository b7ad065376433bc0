const models = ['five', 'burst', 'drip', 'paced', 'silent', 'script'];
const effects = { first: 'read_only', second: 'read_only' };

/** Registers our upstream as an OpenAI-compatible provider, the tool server, and one agent for each way it answers. */
export async function prepare(client, { upstreamPort, toolsPort }) {
  await client.call('POST', '/providers', {
    name: 'bench',
    type: 'openai_compatible',
    base_url: `http://127.0.0.1:${upstreamPort}/v1`,
    auth: { api_key: 'bench-key' },
    models: models.map((id) => ({ id, context_window: 128_000 })),
  });
  await client.call('POST', '/mcp-servers', {
    name: 'tools',
    description: 'Two tools that answer at once',
    url: `http://127.0.0.1:${toolsPort}/mcp`,
  });
  for (const [tool, effect] of Object.entries(effects))
    await client.call('PATCH', `/mcp-servers/tools/tools/${tool}`, { effect });
  for (const model of models) {
    await client.call('POST', '/agents', {
      manifest: {
        name: `bench-${model}`,
        description: 'For the benchmark',
        model: `bench/${model}`,
        instructions: 'Answer in a few words.',
        mcp_servers: model === 'script' ? [{ name: 'tools', preload: true }] : [],
      },
    });
  }
}

/** Sessions of the agent whose model answers in this way. */
export async function openSessions(client, model, count) {
  const sessions = [];
  while (sessions.length < count) {
    const some = Array.from({ length: Math.min(16, count - sessions.length) }, () =>
      client.call('POST', '/sessions', { agent_name: `bench-${model}` }),
    );
    sessions.push(...(await Promise.all(some)).map((session) => session.id));
  }
  return sessions;
}
