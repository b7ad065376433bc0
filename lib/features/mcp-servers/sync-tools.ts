import type { ListedTool } from '@/lib/gateways/mcp/tool-server-port';
import { digestOf } from '@/lib/platform/canonical-json';
import { recordAudit } from '@/lib/storage/audit';
import { recordMcpServerHealth, type McpServerRecord } from '@/lib/storage/mcp-servers';
import { inTransaction } from '@/lib/storage/scope';
import { syncMcpTools, type ToolDefinitionRecord } from '@/lib/storage/sync-mcp-tools';
import type { FeatureContext } from '../feature-context';

const namesInAuditMax = 50;

/** Reads a server's tools and stores what changed, or stores why they cannot be read. Answers that reason, or null. */
export async function syncTools(
  context: FeatureContext,
  server: McpServerRecord,
  signal: AbortSignal,
): Promise<string | null> {
  const { scope } = context;
  const address = { organisationId: scope.organisationId, server: server.name };
  const listed = await context.harness.toolServers.listTools(address, signal);
  if (!listed.ok) {
    await recordMcpServerHealth(scope, server.id, listed.failure.message);
    return listed.failure.message;
  }
  await inTransaction(scope, async (locked) => {
    const { added, changed, removed } = await syncMcpTools(locked, server.id, listed.value.map(definitionOf));
    if (added.length + changed.length + removed.length === 0) return;
    await recordAudit(locked, {
      actorId: context.principal.userId,
      action: 'mcp_server.tools_synced',
      targetType: 'mcp_server',
      targetName: server.name,
      detail: { added: first(added), changed: first(changed), removed: first(removed) },
    });
  });
  return null;
}

/** The digest covers everything a model or a person judges the tool by: change any of it and the flag no longer holds. */
function definitionOf(tool: ListedTool): ToolDefinitionRecord {
  const { name, description, inputSchema, outputSchema, annotations } = tool;
  return { ...tool, digest: digestOf({ name, description, inputSchema, outputSchema, annotations }) };
}

function first(names: readonly string[]): string[] {
  const rest = names.length - namesInAuditMax;
  return rest > 0 ? [...names.slice(0, namesInAuditMax), `and ${rest} more`] : [...names];
}
