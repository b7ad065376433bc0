import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';
import type { AgentVersion } from '@/lib/contract/agent';
import { newId } from '@/lib/platform/ids';
import type {
  Agent as AgentRow,
  AgentAlias,
  AgentVersion as AgentVersionRow,
  Prisma,
} from './generated/prisma/client';
import { likeLiteral } from './like-literal';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';

/** An agent without its definition. */
export type AgentRecord = {
  id: string;
  name: string;
  description: string;
  tags: string[];
  latestVersion: number;
  /** `latest` always, and those that were set. */
  aliases: Record<string, number>;
  createdAt: Date;
  updatedAt: Date;
  createdBy: string;
};

export type AgentVersionRecord = AgentVersion & { agentId: string; agentName: string };

export async function findAgent(scope: Scope, name: string): Promise<AgentRecord | null> {
  const row = await scope.prisma.agent.findUnique({
    where: { organisationId_name: { organisationId: scope.organisationId, name } },
    include: { aliases: true },
  });
  return row && toRecord(row);
}

/** A version's definition, an alias's, or without either the latest one's. */
export async function findAgentVersion(
  scope: Scope,
  name: string,
  which?: number | { alias: string },
): Promise<AgentVersionRecord | null> {
  const agent = await scope.prisma.agent.findUnique({
    where: { organisationId_name: { organisationId: scope.organisationId, name } },
    select: { id: true, latestVersion: true, aliases: true },
  });
  if (agent === null) return null;
  const version =
    typeof which === 'object' && which.alias !== 'latest'
      ? agent.aliases.find(({ alias }) => alias === which.alias)?.version
      : typeof which === 'number'
        ? which
        : agent.latestVersion;
  if (version === undefined) return null;
  const row = await scope.prisma.agentVersion.findFirst({
    where: {
      organisationId: scope.organisationId,
      agentId: agent.id,
      version: version ?? agent.latestVersion,
    },
  });
  return row && { ...toVersion(row), agentId: agent.id, agentName: name };
}

/** An agent's versions, newest first. */
export async function listAgentVersions(
  scope: Scope,
  agentId: string,
  request: PageRequest,
): Promise<StoredPage<AgentVersion>> {
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.agentVersion.findMany({
      where: { organisationId: scope.organisationId, agentId, ...after },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  return { ...page, rows: page.rows.map(toVersion) };
}

export type AgentFilter = { search?: string | undefined; tag?: string | undefined };
export type ListedAgent = AgentRecord & { manifest: AgentManifest };

/** Agents with their latest definition, newest first. */
export async function listAgents(
  scope: Scope,
  request: PageRequest & AgentFilter,
): Promise<StoredPage<ListedAgent>> {
  const { search, tag } = request;
  const matches = { contains: likeLiteral(search ?? ''), mode: 'insensitive' } as const;
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.agent.findMany({
      where: {
        organisationId: scope.organisationId,
        ...(search ? { OR: [{ name: matches }, { description: matches }] } : {}),
        ...(tag ? { tags: { has: tag } } : {}),
        ...after,
      },
      include: { aliases: true },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  const versions = await scope.prisma.agentVersion.findMany({
    where: {
      organisationId: scope.organisationId,
      OR: page.rows.map((row) => ({ agentId: row.id, version: row.latestVersion })),
    },
    select: { agentId: true, manifest: true },
  });
  const manifests = new Map(versions.map((version) => [version.agentId, version.manifest]));
  // An agent without its version was deleted between the two reads.
  const rows = page.rows.flatMap((row) => {
    const manifest = manifests.get(row.id);
    return manifest === undefined
      ? []
      : [{ ...toRecord(row), manifest: agentManifestSchema.parse(manifest) }];
  });
  return { ...page, rows };
}

export type AgentActivity = { lastRunAt: Date | null; weekRuns: number; weekCostUsd: number };

/** When each agent last ran, and what the last seven days came to. */
export async function findAgentActivity(
  scope: Scope,
  names: readonly string[],
): Promise<Map<string, AgentActivity>> {
  if (names.length === 0) return new Map();
  const rows = await scope.prisma.$queryRaw<
    { name: string; last: Date | null; runs: number; cost: number }[]
  >`
    SELECT n.name, l.last, w.runs, w.cost
    FROM unnest(${[...names]}::text[]) AS n(name)
    LEFT JOIN LATERAL (
      SELECT max(started_at) AS last FROM run
      WHERE organisation_id = ${scope.organisationId} AND agent_name = n.name
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS runs, coalesce(sum(cost_usd), 0)::float8 AS cost FROM run
      WHERE organisation_id = ${scope.organisationId} AND agent_name = n.name AND started_at > now() - interval '7 days'
    ) w ON true`;
  return new Map(
    rows.map((row) => [row.name, { lastRunAt: row.last, weekRuns: row.runs, weekCostUsd: row.cost }]),
  );
}

export type NewAgentVersion = { manifest: AgentManifest; digest: string; note: string; createdBy: string };

/** Writes the next version of an agent, and the agent itself when it is new. The caller holds the name's lock. */
export async function insertAgentVersion(
  scope: Scope,
  existing: AgentRecord | null,
  input: NewAgentVersion,
): Promise<AgentRecord> {
  const { organisationId } = scope;
  const { manifest, createdBy } = input;
  const version = (existing?.latestVersion ?? 0) + 1;
  const shown = { description: manifest.description, tags: manifest.tags, latestVersion: version };
  const row = existing
    ? await scope.prisma.agent.update({
        where: { id: existing.id, organisationId },
        data: shown,
        include: { aliases: true },
      })
    : await scope.prisma.agent.create({
        data: { ...shown, id: newId('agent'), organisationId, name: manifest.name, createdBy },
        include: { aliases: true },
      });
  await scope.prisma.agentVersion.create({
    data: {
      id: newId('agentVersion'),
      organisationId,
      agentId: row.id,
      version,
      // A manifest came in as JSON and holds nothing else; unknown keys are typed `unknown`.
      manifest: manifest as Prisma.InputJsonObject,
      digest: input.digest,
      note: input.note,
      createdBy,
    },
  });
  return toRecord(row);
}

export async function setAgentAlias(
  scope: Scope,
  input: { agentId: string; alias: string; version: number; updatedBy: string },
): Promise<void> {
  const { agentId, alias, version, updatedBy } = input;
  await scope.prisma.agentAlias.upsert({
    where: { agentId_alias: { agentId, alias }, organisationId: scope.organisationId },
    create: { organisationId: scope.organisationId, agentId, alias, version, updatedBy },
    update: { version, updatedBy },
  });
}

export async function deleteAgentAlias(scope: Scope, agentId: string, alias: string): Promise<boolean> {
  const { count } = await scope.prisma.agentAlias.deleteMany({
    where: { organisationId: scope.organisationId, agentId, alias },
  });
  return count > 0;
}

/** Removes an agent with its versions and aliases. Sessions keep the definition they run. */
export async function deleteAgent(scope: Scope, id: string): Promise<void> {
  await scope.prisma.agent.deleteMany({ where: { id, organisationId: scope.organisationId } });
}

function toRecord(row: AgentRow & { aliases: AgentAlias[] }): AgentRecord {
  const { id, name, description, tags, latestVersion, createdAt, updatedAt, createdBy } = row;
  const aliases = {
    ...Object.fromEntries(row.aliases.map(({ alias, version }) => [alias, version])),
    latest: latestVersion,
  };
  return { id, name, description, tags, latestVersion, aliases, createdAt, updatedAt, createdBy };
}

function toVersion(row: AgentVersionRow): AgentVersion {
  return {
    version: row.version,
    manifest: agentManifestSchema.parse(row.manifest),
    digest: row.digest,
    note: row.note,
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy,
  };
}
