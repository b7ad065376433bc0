import type { AgentSummary } from '@/lib/contract/agent';

export type AgentFilter = { search: string; tags: readonly string[]; createdBy: string | null };

/** Whether an agent passes: every typed word somewhere in it, every chosen tag on it. */
export function matchesFilter(agent: AgentSummary, filter: AgentFilter): boolean {
  if (filter.createdBy !== null && agent.created_by !== filter.createdBy) return false;
  if (!filter.tags.every((tag) => agent.tags.includes(tag))) return false;
  const text = [
    agent.name,
    agent.description,
    agent.model,
    ...agent.tags,
    ...agent.mcp_servers,
    ...agent.skills,
  ]
    .join(' ')
    .toLowerCase();
  return filter.search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** Every tag in use with the number of agents that carry it, most used first. */
export function tagCounts(agents: readonly AgentSummary[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const agent of agents) for (const tag of agent.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((left, right) => right.count - left.count || left.tag.localeCompare(right.tag));
}
