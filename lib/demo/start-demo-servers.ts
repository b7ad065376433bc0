import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import { createMcpHandler, type McpHttpHandler, type McpServer } from '@modelcontextprotocol/server';
import { organisationHeader, type BuiltinServer } from '@/lib/gateways/mcp/server-record';
import type { Logger } from '@/lib/platform/logger';
import type { Database } from '@/lib/storage/database';
import { scopeOf, type Scope } from '@/lib/storage/scope';
import { createBillingServer } from './billing-server';
import type { DemoServerName } from './demo-server-names';
import { createPaymentsServer } from './payments-server';

export type DemoServers = {
  urls: Readonly<Record<DemoServerName, string>>;
  /** What a request to them must carry. */
  headers: Readonly<Record<string, string>>;
  /** For the MCP gateway: where a bundled server listens. */
  resolveBuiltin(name: string): BuiltinServer | undefined;
  close(): Promise<void>;
};

const factories: Record<DemoServerName, (scope: Scope) => McpServer> = {
  billing: createBillingServer,
  payments: createPaymentsServer,
};

/**
 * Starts the two demo servers on a loopback port of their own. Only who knows this process's random token may call
 * them: other users of the machine can reach the port, but not the books.
 */
export async function startDemoServers(options: {
  database: Database;
  logger: Logger;
}): Promise<DemoServers> {
  const authorization = `Bearer ${randomBytes(32).toString('base64url')}`;
  const handlers: Record<DemoServerName, McpHttpHandler> = {
    billing: mcpHandler(factories.billing, options),
    payments: mcpHandler(factories.payments, options),
  };
  const nodeHandlers = new Map(
    Object.entries(handlers).map(([name, handler]) => [`/${name}/mcp`, toNodeHandler(handler)]),
  );
  const isLocalHost = localhostHostValidation();
  const isLocalOrigin = localhostOriginValidation();
  const server = createServer((request, response) => {
    if (!isLocalHost(request, response) || !isLocalOrigin(request, response)) return;
    const handler = nodeHandlers.get(request.url ?? '');
    if (!isKnown(request, authorization)) refuse(response, 401);
    else if (!handler) refuse(response, 404);
    else void handler(request, response);
  });
  const port = await listen(server);
  const urls = {
    billing: `http://127.0.0.1:${port}/billing/mcp`,
    payments: `http://127.0.0.1:${port}/payments/mcp`,
  };
  const headers = { authorization };
  return {
    urls,
    headers,
    resolveBuiltin(name) {
      // Own keys only: `constructor` is not a server.
      return name === 'billing' || name === 'payments' ? { url: urls[name], headers } : undefined;
    },
    async close() {
      await Promise.all(Object.values(handlers).map((handler) => handler.close()));
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function mcpHandler(
  create: (scope: Scope) => McpServer,
  options: { database: Database; logger: Logger },
): McpHttpHandler {
  return createMcpHandler(
    ({ requestInfo }) => {
      const organisationId = requestInfo?.headers.get(organisationHeader);
      if (!organisationId) throw new Error(`A demo server was called without ${organisationHeader}.`);
      return create(scopeOf(options.database, organisationId));
    },
    { onerror: (error) => options.logger.warn({ err: error }, 'A demo server refused a request.') },
  );
}

function isKnown(request: IncomingMessage, authorization: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(authorization);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string')
        reject(new Error('The demo servers have no port.'));
      else resolve(address.port);
    });
  });
}
