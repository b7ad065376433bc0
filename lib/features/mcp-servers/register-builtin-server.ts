import type { McpServer } from '@/lib/contract/mcp-server';
import { recordAudit } from '@/lib/storage/audit';
import { createMcpServer, findMcpServer } from '@/lib/storage/mcp-servers';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { readServer } from './read-server';
import { syncTools } from './sync-tools';

/** Registers a server that this process brings along, once, and reads its tools. */
export async function registerBuiltinServer(
  context: FeatureContext,
  input: { name: string; description: string; builtin: string },
  signal: AbortSignal,
): Promise<McpServer> {
  requirePermission(context.principal, 'mcp-servers:write');
  const { name } = input;
  const createdBy = context.principal.userId;
  const known = await findMcpServer(context.scope, name);
  const server =
    known ??
    (await inTransaction(context.scope, async (scope) => {
      const created = await createMcpServer(scope, {
        ...input,
        transport: 'streamable_http',
        url: null,
        authType: 'none',
        authHeader: null,
        secret: null,
        secretLast4: null,
        createdBy,
      });
      if (created) {
        await recordAudit(scope, {
          actorId: createdBy,
          action: 'mcp_server.registered',
          targetType: 'mcp_server',
          targetName: name,
          detail: { builtin: input.builtin },
        });
      }
      return created ?? (await findMcpServer(scope, name));
    }));
  if (server) await syncTools(context, server, signal);
  return readServer(context, name);
}
