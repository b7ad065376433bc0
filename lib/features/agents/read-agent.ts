import type { Agent, AgentVersion } from '@/lib/contract/agent';
import type { AgentDiff } from '@/lib/contract/agent-requests';
import type { Page, PageQuery } from '@/lib/contract/pagination';
import type { FeatureContext } from '@/lib/features/feature-context';
import { pageAnswer } from '@/lib/features/page-answer';
import { requirePermission } from '@/lib/features/require-permission';
import { notFound } from '@/lib/platform/app-error';
import {
  findAgent,
  findAgentVersion,
  listAgentVersions as listStored,
  type AgentRecord,
} from '@/lib/storage/agents';
import { agentAnswer } from './agent-answer';
import { diffManifests } from './diff-manifests';

/** An agent with its latest definition, or a given version's. */
export async function readAgent(context: FeatureContext, name: string, version?: number): Promise<Agent> {
  const record = await requireAgent(context, name);
  const found = await requireVersion(context, name, version ?? record.latestVersion);
  return agentAnswer(record, found);
}

export async function readAgentVersion(
  context: FeatureContext,
  name: string,
  version: number,
): Promise<AgentVersion> {
  await requireAgent(context, name);
  const {
    agentId: _agentId,
    agentName: _agentName,
    ...answer
  } = await requireVersion(context, name, version);
  return answer;
}

export async function listAgentVersions(
  context: FeatureContext,
  name: string,
  query: PageQuery,
): Promise<Page<AgentVersion>> {
  const record = await requireAgent(context, name);
  return pageAnswer(
    query.limit,
    await listStored(context.scope, record.id, { limit: query.limit, pageToken: query.page_token }),
  );
}

/** What changed between two versions of an agent. */
export async function diffAgent(
  context: FeatureContext,
  name: string,
  versions: { from: number; to: number },
): Promise<AgentDiff> {
  await requireAgent(context, name);
  const [before, after] = await Promise.all([
    requireVersion(context, name, versions.from),
    requireVersion(context, name, versions.to),
  ]);
  return { ...versions, changes: diffManifests(before.manifest, after.manifest) };
}

async function requireAgent({ principal, scope }: FeatureContext, name: string): Promise<AgentRecord> {
  requirePermission(principal, 'agents:read');
  const record = await findAgent(scope, name);
  if (record === null) throw notFound('agent', name);
  return record;
}

async function requireVersion({ scope }: FeatureContext, name: string, version: number) {
  const found = await findAgentVersion(scope, name, version);
  if (found === null) throw notFound('agent version', `${name}@v${version}`);
  return found;
}
