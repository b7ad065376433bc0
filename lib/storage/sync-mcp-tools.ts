import type { ToolAnnotations } from '@/lib/contract/tool-effect';
import { newId } from '@/lib/platform/ids';
import { Prisma } from './generated/prisma/client';
import { jsonbText } from './jsonb-text';
import type { Scope } from './scope';

/** A tool's definition as its server lists it now. */
export type ToolDefinitionRecord = {
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown> | null;
  annotations: ToolAnnotations;
  digest: string;
};

/** Names of the tools that a sync touched. */
export type ToolSync = { added: string[]; changed: string[]; removed: string[] };

/**
 * Brings the stored tools of a server to what it lists. A new tool is `unset`; one whose definition differs from the
 * stored one keeps its flag for people to see but becomes `changed`, which the gate reads as unset, and is idempotent
 * no more; one that is gone is marked and comes back with its flag if its definition is the same.
 */
export async function syncMcpTools(
  scope: Scope,
  serverId: string,
  listed: readonly ToolDefinitionRecord[],
): Promise<ToolSync> {
  const { organisationId, prisma } = scope;
  await prisma.$queryRaw`SELECT 1 FROM mcp_server WHERE id = ${serverId} AND organisation_id = ${organisationId} FOR UPDATE`;
  const stored = await prisma.mcpTool.findMany({ where: { organisationId, serverId } });
  const byName = new Map(stored.map((tool) => [tool.name, tool]));
  const definitions = new Map(listed.map((tool) => [tool.name, tool]));
  const sync: ToolSync = { added: [], changed: [], removed: [] };
  const newRows: Prisma.McpToolCreateManyInput[] = [];
  for (const tool of definitions.values()) {
    const known = byName.get(tool.name);
    if (!known) {
      sync.added.push(tool.name);
      newRows.push({ id: newId('mcpTool'), organisationId, serverId, ...columnsOf(tool) });
    } else if (known.digest !== tool.digest) {
      sync.changed.push(tool.name);
      const state = known.effect === 'unset' ? 'new' : 'changed';
      await prisma.mcpTool.update({
        where: { id: known.id, organisationId },
        data: { ...columnsOf(tool), state, idempotent: false, removedAt: null },
      });
    } else if (known.removedAt !== null) {
      sync.added.push(tool.name);
      await prisma.mcpTool.update({ where: { id: known.id, organisationId }, data: { removedAt: null } });
    }
  }
  if (newRows.length > 0) await prisma.mcpTool.createMany({ data: newRows });
  const gone = stored.filter((tool) => tool.removedAt === null && !definitions.has(tool.name));
  sync.removed = gone.map(({ name }) => name);
  const now = new Date();
  if (gone.length > 0) {
    await prisma.mcpTool.updateMany({
      where: { organisationId, id: { in: gone.map(({ id }) => id) } },
      data: { removedAt: now },
    });
  }
  await prisma.mcpServer.update({
    where: { id: serverId, organisationId },
    data: { toolsSyncedAt: now, lastError: null },
  });
  return sync;
}

function columnsOf(tool: ToolDefinitionRecord) {
  return {
    name: tool.name,
    description: tool.description,
    inputSchema: asJson(tool.inputSchema),
    outputSchema: tool.outputSchema === null ? Prisma.DbNull : asJson(tool.outputSchema),
    annotations: asJson(tool.annotations),
    digest: tool.digest,
  };
}

/** Schemas came as JSON, so they are JSON: Prisma's type cannot see that in `unknown` members. */
function asJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(jsonbText(value)) as Prisma.InputJsonObject;
}
