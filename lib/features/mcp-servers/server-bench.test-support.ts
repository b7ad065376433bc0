import type { Role } from '@/lib/contract/permissions';
import { createToolServerGateway } from '@/lib/gateways/mcp/tool-server-gateway';
import { readEnv } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { createLogger } from '@/lib/platform/logger';
import { createSecretBox } from '@/lib/platform/secret-box';
import type { Harness } from '@/lib/runtime/harness';
import { openDatabase } from '@/lib/storage/database';
import { findMcpServer } from '@/lib/storage/mcp-servers';
import { scopeOf } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';

export type ServerBench = {
  /** The context of somebody with this role, in the bench's organisation or another one. */
  as(role: Role, organisationId?: string): FeatureContext;
  close(): Promise<void>;
};

/** Use cases of servers and tools on the test database, with the real gateway in front of whatever a test starts. */
export function openServerBench(): ServerBench {
  const env = readEnv({ ...process.env, TACKROOM_SECRET: 'only-for-tests-0123456789' });
  const database = openDatabase(env.databaseUrl);
  const secretBox = createSecretBox({ secret: env.secret });
  const toolServers = createToolServerGateway({
    findServer: async ({ organisationId, server }) =>
      (await findMcpServer(scopeOf(database, organisationId), server)) ?? undefined,
    resolveBuiltin: () => undefined,
    secretBox,
    allowHosts: ['127.0.0.1'],
  });
  const ownOrganisation = newId('organisation');
  return {
    as: (role, organisationId = ownOrganisation) => ({
      principal: { organisationId, userId: newId('user'), role, credential: { kind: 'sign_in', id: 'test' } },
      scope: scopeOf(database, organisationId),
      // These use cases reach no other part of the harness.
      harness: { toolServers } as Harness,
      secretBox,
      env,
      logger: createLogger('off'),
      requestId: 'req_test',
    }),
    async close() {
      await toolServers.close();
      await database.close();
    },
  };
}
