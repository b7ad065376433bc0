import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/**
 * An MCP server whose only effect is a line in a file. The line is on the disk before the reply leaves, and `delay_ms`
 * lies between the two: whoever is killed in that time has caused an effect without hearing of it.
 */
const file = openSync(process.env.LEDGER_FILE, 'a', 0o600);
process.once('exit', () => closeSync(file));

const inputSchema = z.object({ entry: z.string(), delay_ms: z.number().int().min(0).max(60_000).default(0) });
const tools = {
  append: 'Adds a line to the ledger.',
  transfer: 'Adds a line to the ledger, and asks a person first.',
  look: 'Adds a line to the ledger; an administrator has said that it may be repeated.',
};

function createLedger() {
  const server = new McpServer({ name: 'ledger', version: '1.0.0' });
  for (const [name, description] of Object.entries(tools)) {
    server.registerTool(name, { description, inputSchema }, async ({ entry, delay_ms: delayMs }) => {
      writeSync(file, `${JSON.stringify({ entry, tool: name, at: Date.now() })}\n`);
      fsyncSync(file);
      await wait(delayMs);
      return { content: [{ type: 'text', text: `noted ${entry}` }] };
    });
  }
  return server;
}

const handle = toNodeHandler(createMcpHandler(createLedger));
createServer((request, response) => void handle(request, response)).listen(
  Number(process.env.PORT),
  '127.0.0.1',
);
