import { createToolServerGateway } from '@/lib/gateways/mcp/tool-server-gateway';
import type { ToolServerPort, ToolCallResult } from '@/lib/gateways/mcp/tool-server-port';
import { newId } from '@/lib/platform/ids';
import { createLogger } from '@/lib/platform/logger';
import { createSecretBox } from '@/lib/platform/secret-box';
import { openDatabase } from '@/lib/storage/database';
import { insertDemoData } from '@/lib/storage/demo-data';
import { scopeOf, type Scope } from '@/lib/storage/scope';
import { createDemoData } from './demo-data';
import { startDemoServers, type DemoServers } from './start-demo-servers';

/** For tests: the demo servers on the test database and the gateway in front of them, with one new organisation. */
export type DemoTestBench = {
  scope: Scope;
  servers: DemoServers;
  gateway: ToolServerPort;
  call(
    server: string,
    tool: string,
    args: Record<string, unknown>,
    organisationId?: string,
  ): Promise<ToolCallResult>;
  close(): Promise<void>;
};

/** Opens everything against DATABASE_URL, over real HTTP. */
export async function openDemoTestBench(): Promise<DemoTestBench> {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error('DATABASE_URL is not set: run the tests through vitest, whose setup starts a database.');
  const database = openDatabase(url);
  const scope = scopeOf(database, newId('organisation'));
  await insertDemoData(scope, createDemoData);
  const servers = await startDemoServers({ database, logger: createLogger('off') });
  const gateway = createToolServerGateway({
    findServer: async ({ server }) => ({
      name: server,
      enabled: true,
      url: null,
      authType: 'none',
      authHeader: null,
      secret: null,
      builtin: server,
    }),
    resolveBuiltin: servers.resolveBuiltin,
    secretBox: createSecretBox({ secret: 'only-for-tests-0123456789' }),
    allowHosts: [],
  });
  return {
    scope,
    servers,
    gateway,
    async call(server, tool, args, organisationId = scope.organisationId) {
      const result = await gateway.callTool(
        { organisationId, server },
        { tool, arguments: args, timeoutMs: 10_000 },
        new AbortController().signal,
      );
      if (!result.ok) throw new Error(result.failure.message);
      return result.value;
    },
    async close() {
      await gateway.close();
      await servers.close();
      await database.close();
    },
  };
}
