import { recordAudit } from '@/lib/storage/audit';
import { deleteMcpServer } from '@/lib/storage/mcp-servers';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { requireServer } from './require-server';

/** Removes a server with its tools, flags and credential. Agents that name it say so in their next run. */
export async function deleteServer(context: FeatureContext, name: string): Promise<void> {
  requirePermission(context.principal, 'mcp-servers:write');
  const server = await requireServer(context.scope, name);
  await inTransaction(context.scope, async (scope) => {
    await deleteMcpServer(scope, server.id);
    await recordAudit(scope, {
      actorId: context.principal.userId,
      action: 'mcp_server.deleted',
      targetType: 'mcp_server',
      targetName: name,
      detail: { url: server.url ?? `bundled: ${server.builtin ?? 'none'}` },
    });
  });
  await context.harness.toolServers.forget({ organisationId: context.scope.organisationId, server: name });
}
