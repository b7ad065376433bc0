import type { z } from 'zod';
import type { AgentSummary } from '@/lib/contract/agent';
import type { agentListQuerySchema } from '@/lib/contract/agent-requests';
import type { Page } from '@/lib/contract/pagination';
import type { FeatureContext } from '@/lib/features/feature-context';
import { pageAnswer } from '@/lib/features/page-answer';
import { requirePermission } from '@/lib/features/require-permission';
import { findAgentActivity, listAgents as listStored } from '@/lib/storage/agents';

/** The organisation's agents with what they are made of and how they have been doing. */
export async function listAgents(
  context: FeatureContext,
  query: z.output<typeof agentListQuerySchema>,
): Promise<Page<AgentSummary>> {
  const { principal, scope } = context;
  requirePermission(principal, 'agents:read');
  const { limit, page_token: pageToken, search, tag } = query;
  const page = await listStored(scope, { limit, pageToken, search, tag });
  const [activity, simulated] = await Promise.all([
    findAgentActivity(
      scope,
      page.rows.map((row) => row.name),
    ),
    simulatedModels(
      context,
      page.rows.map((row) => row.manifest.model.name),
    ),
  ]);
  const rows = page.rows.map((row) => {
    const { manifest } = row;
    const done = activity.get(row.name);
    return {
      id: row.id,
      name: row.name,
      version: row.latestVersion,
      aliases: row.aliases,
      description: row.description,
      tags: row.tags,
      model: manifest.model.name,
      model_simulated: simulated.has(manifest.model.name),
      mcp_servers: manifest.mcp_servers.map((server) => server.name),
      skills: manifest.skills.map((skill) => skill.name),
      last_run_at: done?.lastRunAt?.toISOString() ?? null,
      week_runs: done?.weekRuns ?? 0,
      week_cost_usd: done?.weekCostUsd ?? 0,
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
      created_by: row.createdBy,
    };
  });
  return pageAnswer(limit, { ...page, rows });
}

async function simulatedModels(
  { scope, harness }: FeatureContext,
  names: readonly string[],
): Promise<Set<string>> {
  const infos = await Promise.all(
    [...new Set(names)].map((name) => harness.models.describe(scope.organisationId, name)),
  );
  return new Set(infos.flatMap((info) => (info?.simulated ? [info.name] : [])));
}
