import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** A real MCP server with two tools that answer at once, in a process of its own. Prints its port. */
function tools() {
  const server = new McpServer({ name: 'tools', version: '1.0.0' });
  for (const name of ['first', 'second']) {
    server.registerTool(
      name,
      {
        description: `Echoes a text, as the ${name} step.`,
        inputSchema: z.object({ text: z.string() }),
        annotations: { readOnlyHint: true, destructiveHint: false },
      },
      ({ text }) => ({ content: [{ type: 'text', text: `${name}: ${text}` }] }),
    );
  }
  return server;
}

const handler = toNodeHandler(createMcpHandler(tools));
const server = createServer((request, response) => void handler(request, response));
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
