import type { Agent } from '@/lib/contract/agent';
import type { AgentRecord, AgentVersionRecord } from '@/lib/storage/agents';

/** An agent with one version's definition, as the API shows it. */
export function agentAnswer(
  record: AgentRecord,
  version: Pick<AgentVersionRecord, 'version' | 'manifest'>,
): Agent {
  return {
    id: record.id,
    name: record.name,
    version: version.version,
    manifest: version.manifest,
    aliases: record.aliases,
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
    created_by: record.createdBy,
  };
}
