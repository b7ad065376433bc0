import {
  effectiveEffect,
  toolAnnotationsSchema,
  toolEffectSchema,
  toolStateSchema,
  type ToolAnnotations,
  type ToolEffect,
  type ToolState,
} from '@/lib/contract/tool-effect';
import { digestOf } from '@/lib/platform/canonical-json';
import type { McpTool as McpToolRow, Prisma } from './generated/prisma/client';
import { jsonObject } from './json-object';
import type { Scope } from './scope';

/** A tool with its flags, as people see it: the flag here is the one an admin gave, changed definition or not. */
export type McpToolRecord = {
  id: string;
  server: string;
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown> | null;
  annotations: ToolAnnotations;
  effect: ToolEffect;
  idempotent: boolean;
  enabled: boolean;
  digest: string;
  state: ToolState;
  updatedAt: Date;
};

export type McpToolFilter = {
  server?: string | undefined;
  effect?: ToolEffect | undefined;
  state?: ToolState | undefined;
  search?: string | undefined;
};
export type McpToolKey = { server: string; name: string };

/** What the runtime's gate knows of one tool of one server. */
export type ToolPolicy = {
  server: string;
  serverId: string;
  serverDescription: string;
  serverEnabled: boolean;
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown> | null;
  annotations: ToolAnnotations;
  /** The flag that counts: a changed definition reads as `unset` here. */
  effect: ToolEffect;
  /** Said by an admin of this very definition: a changed one is not idempotent. */
  idempotent: boolean;
  enabled: boolean;
  /** Covers the definition and the server it comes from: an approval holds for this tool at this address only. */
  digest: string;
  state: ToolState;
};

/** The tools of the named servers as the gate sees them, by server and name. Unknown servers add nothing. */
export async function listToolPolicies(scope: Scope, serverNames: readonly string[]): Promise<ToolPolicy[]> {
  if (serverNames.length === 0) return [];
  const { rows } = await scope.database.pool.query<PolicyRow>({
    name: 'tool-policies',
    text: `SELECT s.name AS server, t.server_id, s.description AS server_description, s.enabled AS server_enabled, s.url,
        t.name, t.description, t.input_schema, t.output_schema, t.annotations, t.effect, t.idempotent, t.enabled, t.digest, t.state
      FROM mcp_server s JOIN mcp_tool t ON t.server_id = s.id AND t.organisation_id = s.organisation_id
      WHERE s.organisation_id = $1 AND s.name = ANY($2::text[]) AND t.removed_at IS NULL
      ORDER BY s.name, t.name`,
    values: [scope.organisationId, serverNames],
  });
  return rows.map((row) => {
    const flags = readToolFlags(row);
    return {
      server: row.server,
      serverId: row.server_id,
      serverDescription: row.server_description,
      serverEnabled: row.server_enabled,
      name: row.name,
      description: row.description,
      inputSchema: jsonObject(row.input_schema),
      outputSchema: row.output_schema === null ? null : jsonObject(row.output_schema),
      annotations: flags.annotations,
      effect: effectiveEffect(flags),
      idempotent: flags.state !== 'changed' && row.idempotent,
      enabled: row.enabled,
      digest: digestOf({ definition: row.digest, serverId: row.server_id, url: row.url }),
      state: flags.state,
    };
  });
}

type PolicyRow = {
  server: string;
  server_id: string;
  server_description: string;
  server_enabled: boolean;
  url: string | null;
  name: string;
  description: string;
  input_schema: unknown;
  output_schema: unknown;
  annotations: unknown;
  effect: string;
  idempotent: boolean;
  enabled: boolean;
  digest: string;
  state: string;
};

/** Tools of all servers by server and name, after `after`. A changed tool is found under `unset`. */
export async function listMcpTools(
  scope: Scope,
  request: McpToolFilter & { limit: number; after?: McpToolKey | undefined },
): Promise<McpToolRecord[]> {
  const { after } = request;
  const rows = await scope.prisma.mcpTool.findMany({
    where: {
      AND: [
        filterOf(scope, request),
        after
          ? {
              OR: [
                { server: { name: { gt: after.server } } },
                { server: { name: after.server }, name: { gt: after.name } },
              ],
            }
          : {},
      ],
    },
    include: { server: { select: { name: true } } },
    orderBy: [{ server: { name: 'asc' } }, { name: 'asc' }],
    take: request.limit,
  });
  return rows.map(toRecord);
}

/** The named tools, locked until the transaction ends. Names that do not exist are left out. */
export async function lockMcpTools(scope: Scope, keys: readonly McpToolKey[]): Promise<McpToolRecord[]> {
  const servers = keys.map(({ server }) => server);
  const names = keys.map(({ name }) => name);
  const locked = await scope.prisma.$queryRaw<{ id: string }[]>`
    SELECT tool.id FROM mcp_tool tool JOIN mcp_server server ON server.id = tool.server_id
    JOIN unnest(${servers}::text[], ${names}::text[]) AS wanted(server, name) ON wanted.server = server.name AND wanted.name = tool.name
    WHERE tool.organisation_id = ${scope.organisationId} AND server.organisation_id = ${scope.organisationId} AND tool.removed_at IS NULL
    ORDER BY tool.id FOR UPDATE OF tool`;
  const rows = await scope.prisma.mcpTool.findMany({
    where: { organisationId: scope.organisationId, id: { in: locked.map(({ id }) => id) } },
    include: { server: { select: { name: true } } },
    orderBy: [{ server: { name: 'asc' } }, { name: 'asc' }],
  });
  return rows.map(toRecord);
}

export type McpToolFlags = Partial<Pick<McpToolRecord, 'effect' | 'idempotent' | 'enabled' | 'state'>>;

/** Writes flags, and who gave them. */
export async function updateMcpTool(
  scope: Scope,
  id: string,
  flags: McpToolFlags,
  updatedBy: string,
): Promise<McpToolRecord> {
  const row = await scope.prisma.mcpTool.update({
    where: { id, organisationId: scope.organisationId },
    data: { ...flags, updatedBy },
    include: { server: { select: { name: true } } },
  });
  return toRecord(row);
}

/** Takes every flag of a server's tools back to review; the gate reads them as unset. Answers how many it were. */
export async function unsettleMcpTools(scope: Scope, serverId: string): Promise<number> {
  const { organisationId, prisma } = scope;
  const { count } = await prisma.mcpTool.updateMany({
    where: { organisationId, serverId, effect: { not: 'unset' }, state: { not: 'changed' } },
    data: { state: 'changed', idempotent: false },
  });
  return count;
}

/** Calls of each tool since a moment; the key is `server/tool`. */
export async function countToolCalls(
  scope: Scope,
  since: Date,
): Promise<Map<string, { calls: number; refused: number }>> {
  const rows = await scope.prisma.$queryRaw<
    { server: string; tool: string; calls: number; refused: number }[]
  >`
    SELECT server, tool, count(*)::int AS calls, count(*) FILTER (WHERE state = 'refused')::int AS refused
    FROM tool_call WHERE organisation_id = ${scope.organisationId} AND created_at >= ${since}
    GROUP BY server, tool`;
  return new Map(rows.map(({ server, tool, calls, refused }) => [`${server}/${tool}`, { calls, refused }]));
}

function filterOf(scope: Scope, filter: McpToolFilter): Prisma.McpToolWhereInput {
  const matches = { contains: filter.search ?? '', mode: 'insensitive' } as const;
  return {
    organisationId: scope.organisationId,
    removedAt: null,
    ...(filter.server === undefined ? {} : { server: { name: filter.server } }),
    ...(filter.state === undefined ? {} : { state: filter.state }),
    AND: [
      filter.effect === undefined ? {} : effectFilter(filter.effect),
      filter.search
        ? { OR: [{ name: matches }, { description: matches }, { server: { name: matches } }] }
        : {},
    ],
  };
}

function effectFilter(effect: ToolEffect): Prisma.McpToolWhereInput {
  if (effect === 'unset') return { OR: [{ effect }, { state: 'changed' }] };
  return { effect, state: { not: 'changed' } };
}

function toRecord(row: McpToolRow & { server: { name: string } }): McpToolRecord {
  return {
    id: row.id,
    server: row.server.name,
    name: row.name,
    description: row.description,
    inputSchema: jsonObject(row.inputSchema),
    outputSchema: row.outputSchema === null ? null : jsonObject(row.outputSchema),
    ...readToolFlags(row),
    idempotent: row.idempotent,
    enabled: row.enabled,
    digest: row.digest,
    updatedAt: row.updatedAt,
  };
}

/** Text columns as the unions they hold. What cannot be read asks: `unset` and `new`. */
function readToolFlags(row: { effect: string; state: string; annotations: unknown }): {
  effect: ToolEffect;
  state: ToolState;
  annotations: ToolAnnotations;
} {
  return {
    effect: toolEffectSchema.catch('unset').parse(row.effect),
    state: toolStateSchema.catch('new').parse(row.state),
    annotations: toolAnnotationsSchema.catch({}).parse(row.annotations),
  };
}
