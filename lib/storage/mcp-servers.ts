import { newId } from '@/lib/platform/ids';
import type { McpServer as McpServerRow } from './generated/prisma/client';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';

export type McpServerRecord = McpServerRow;
export type McpServerWithCounts = McpServerRecord & { toolCount: number; unreviewedToolCount: number };

export type NewMcpServer = Pick<
  McpServerRecord,
  | 'name'
  | 'description'
  | 'transport'
  | 'url'
  | 'authType'
  | 'authHeader'
  | 'secret'
  | 'secretLast4'
  | 'builtin'
  | 'createdBy'
>;
export type McpServerChange = Partial<
  Pick<
    McpServerRecord,
    'description' | 'url' | 'authType' | 'authHeader' | 'secret' | 'secretLast4' | 'enabled'
  >
>;

/** Registered servers with their tool counts, newest first. */
export async function listMcpServers(
  scope: Scope,
  request: PageRequest,
): Promise<StoredPage<McpServerWithCounts>> {
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.mcpServer.findMany({
      where: { organisationId: scope.organisationId, ...after },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  return { ...page, rows: await withCounts(scope, page.rows) };
}

export async function findMcpServer(scope: Scope, name: string): Promise<McpServerRecord | null> {
  return scope.prisma.mcpServer.findUnique({
    where: { organisationId_name: { organisationId: scope.organisationId, name } },
  });
}

type ServerRow = {
  id: string;
  organisation_id: string;
  name: string;
  description: string;
  transport: string;
  url: string | null;
  auth_type: string;
  auth_header: string | null;
  secret: string | null;
  secret_last4: string | null;
  builtin: string | null;
  enabled: boolean;
  tools_synced_at: Date | null;
  last_error: string | null;
  created_at: Date;
  updated_at: Date;
  created_by: string;
};

/** The same outside of any transaction, for each tool call: a prepared statement costs a fraction of the other way. */
export async function readMcpServer(scope: Scope, name: string): Promise<McpServerRecord | undefined> {
  const { rows } = await scope.database.pool.query<ServerRow>({
    name: 'read-mcp-server',
    text: `SELECT id, organisation_id, name, description, transport, url, auth_type, auth_header, secret, secret_last4, builtin,
        enabled, tools_synced_at, last_error, created_at, updated_at, created_by
      FROM mcp_server WHERE organisation_id = $1 AND name = $2`,
    values: [scope.organisationId, name],
  });
  const row = rows[0];
  return (
    row && {
      id: row.id,
      organisationId: row.organisation_id,
      name: row.name,
      description: row.description,
      transport: row.transport,
      url: row.url,
      authType: row.auth_type,
      authHeader: row.auth_header,
      secret: row.secret,
      secretLast4: row.secret_last4,
      builtin: row.builtin,
      enabled: row.enabled,
      toolsSyncedAt: row.tools_synced_at,
      lastError: row.last_error,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      createdBy: row.created_by,
    }
  );
}

/** Adds a server, or answers null when the name is taken. */
export async function createMcpServer(scope: Scope, input: NewMcpServer): Promise<McpServerRecord | null> {
  const [row] = await scope.prisma.mcpServer.createManyAndReturn({
    data: [{ id: newId('mcpServer'), organisationId: scope.organisationId, ...input }],
    skipDuplicates: true,
  });
  return row ?? null;
}

export async function updateMcpServer(
  scope: Scope,
  id: string,
  change: McpServerChange,
): Promise<McpServerRecord> {
  return scope.prisma.mcpServer.update({ where: { id, organisationId: scope.organisationId }, data: change });
}

/** Removes a server and its tools with their flags. */
export async function deleteMcpServer(scope: Scope, id: string): Promise<void> {
  await scope.prisma.mcpServer.deleteMany({ where: { id, organisationId: scope.organisationId } });
}

/** Notes how the last attempt to reach a server went; null means well. */
export async function recordMcpServerHealth(
  scope: Scope,
  id: string,
  lastError: string | null,
): Promise<void> {
  await scope.prisma.mcpServer.updateMany({
    where: { id, organisationId: scope.organisationId },
    data: { lastError },
  });
}

/** The same servers, each with the number of its tools and of those nobody has reviewed as they are now. */
export async function withCounts(
  scope: Scope,
  servers: readonly McpServerRecord[],
): Promise<McpServerWithCounts[]> {
  const where = {
    organisationId: scope.organisationId,
    removedAt: null,
    serverId: { in: servers.map(({ id }) => id) },
  };
  const all = await scope.prisma.mcpTool.groupBy({ by: ['serverId'], where, _count: true });
  const unreviewed = await scope.prisma.mcpTool.groupBy({
    by: ['serverId'],
    where: { ...where, OR: [{ effect: 'unset' }, { state: 'changed' }] },
    _count: true,
  });
  const countOf = (counts: typeof all, id: string) =>
    counts.find(({ serverId }) => serverId === id)?._count ?? 0;
  return servers.map((server) => ({
    ...server,
    toolCount: countOf(all, server.id),
    unreviewedToolCount: countOf(unreviewed, server.id),
  }));
}
