import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Message = { id?: number; method: string; params?: { name?: string; cursor?: string } };
export type OddAnswer = (message: Message, response: ServerResponse, request: IncomingMessage) => void;

export type OddServer = {
  url: string;
  /** Methods asked for, in order. */
  asked: string[];
  /** How `tools/call` and `tools/list` are answered; tests replace it. */
  answer: OddAnswer;
  close(): Promise<void>;
};

/** A server of the 2025 handshake with a session, whose answers a test makes up. */
export async function startOddServer(answer: OddAnswer): Promise<OddServer> {
  let sessions = 0;
  const asked: string[] = [];
  const http = createServer((request, response) => {
    void readBody(request).then((text) => {
      if (request.method !== 'POST') {
        response.writeHead(request.method === 'DELETE' ? 200 : 405).end();
        return;
      }
      const message: Message = JSON.parse(text);
      asked.push(message.method);
      if (message.method === 'initialize') {
        sessions += 1;
        const result = {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'odd', version: '1' },
        };
        json(
          response,
          { jsonrpc: '2.0', id: message.id, result },
          { 'mcp-session-id': `session-${sessions}` },
        );
      } else if (message.method === 'server/discover') {
        json(response, {
          jsonrpc: '2.0',
          id: message.id,
          error: { code: -32601, message: 'Method not found' },
        });
      } else if (message.id === undefined) response.writeHead(202).end();
      else odd.answer(message, response, request);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const odd: OddServer = {
    url: `http://127.0.0.1:${address.port}/mcp`,
    asked,
    answer,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return odd;
}

export function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A tool's plain text result. */
export function textResult(message: Message, text: string): unknown {
  return { jsonrpc: '2.0', id: message.id, result: { content: [{ type: 'text', text }] } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // Without an encoding a request yields buffers.
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
