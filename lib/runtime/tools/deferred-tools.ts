import type { ToolDefinition } from '@/lib/gateways/model/model-message';
import type { Capability, ForwardingTool, HarnessTool, ServerTool, ToolAnswer } from './runnable-tool';

export type DeferredServer = { name: string; description: string; tools: readonly ServerTool[] };

const serverProperty = { server: { type: 'string' } };

/**
 * Servers that are not preloaded: the model sees names and descriptions and finds the rest when it needs it.
 * A call made through `call_tool` is the real tool's call in every respect.
 */
export function deferredTools(servers: readonly DeferredServer[]): Capability | undefined {
  if (servers.length === 0) return undefined;
  const lines = servers.map((server) => `- ${server.name}: ${server.description || 'no description'}`);
  return {
    part: 'harness',
    instructions: `Tool servers (find their tools with list_tools, read a schema with get_tool_schema, run one with call_tool):\n${lines.join('\n')}`,
    tools: [listServers(servers), listTools(servers), getToolSchema(servers), callTool(servers)],
  };
}

function listServers(servers: readonly DeferredServer[]): HarnessTool {
  const items = servers.map(({ name, description, tools }) => ({
    name,
    description,
    tool_count: tools.length,
  }));
  return harnessTool(define('list_servers', 'Lists the tool servers.', {}), () => answer(items));
}

function listTools(servers: readonly DeferredServer[]): HarnessTool {
  return harnessTool(define('list_tools', 'Lists the tools of a server.', serverProperty), (input) => {
    const server = findServer(servers, input);
    if ('isError' in server) return server;
    return answer(server.tools.map(({ policy }) => ({ name: policy.name, description: policy.description })));
  });
}

function getToolSchema(servers: readonly DeferredServer[]): HarnessTool {
  const definition = define('get_tool_schema', 'Gives the input schema of a tool.', {
    ...serverProperty,
    tool: { type: 'string' },
  });
  return harnessTool(definition, (input) => {
    const found = findTool(servers, input);
    return 'isError' in found ? found : answer(found.definition.inputSchema);
  });
}

function callTool(servers: readonly DeferredServer[]): ForwardingTool {
  return {
    kind: 'forward',
    definition: define('call_tool', 'Calls a tool of a server with arguments that fit its schema.', {
      ...serverProperty,
      tool: { type: 'string' },
      arguments: { type: 'object' },
    }),
    resolve(input) {
      const tool = findTool(servers, input);
      if ('isError' in tool) return tool;
      const given = input.arguments ?? {};
      if (typeof given !== 'object' || given === null || Array.isArray(given))
        return refuse('"arguments" has to be an object.');
      return { tool, input: { ...given } };
    },
  };
}

function findServer(
  servers: readonly DeferredServer[],
  input: Record<string, unknown>,
): DeferredServer | ToolAnswer {
  const server = servers.find(({ name }) => name === input.server);
  return (
    server ??
    refuse(
      `There is no server ${JSON.stringify(input.server)}. Servers: ${servers.map(({ name }) => name).join(', ')}.`,
    )
  );
}

function findTool(
  servers: readonly DeferredServer[],
  input: Record<string, unknown>,
): ServerTool | ToolAnswer {
  const server = findServer(servers, input);
  if ('isError' in server) return server;
  const tool = server.tools.find(({ policy }) => policy.name === input.tool);
  if (tool) return tool;
  const names = server.tools.map(({ policy }) => policy.name).join(', ');
  return refuse(
    `The server "${server.name}" has no tool ${JSON.stringify(input.tool)}. Its tools: ${names || 'none'}.`,
  );
}

function define(name: string, description: string, properties: Record<string, unknown>): ToolDefinition {
  return {
    name,
    description,
    inputSchema: { type: 'object', properties, required: Object.keys(properties) },
  };
}

function harnessTool(definition: ToolDefinition, run: HarnessTool['run']): HarnessTool {
  return { kind: 'harness', definition, stepType: 'tool_call', run };
}

function answer(value: unknown): ToolAnswer {
  return { content: JSON.stringify(value), isError: false };
}

function refuse(content: string): ToolAnswer {
  return { content, isError: true };
}
