import type { ToolPolicy } from '@/lib/contract/tool-policy';
import { outcomeOf } from './effect-words';

export const policyFilters = ['all', 'unreviewed', 'destructive', 'changed', 'write', 'read_only'] as const;
export type PolicyFilter = (typeof policyFilters)[number];

/** Whether a tool belongs to a filter. A changed tool is unreviewed too: nobody has looked at it as it is now. */
export function isInFilter(tool: ToolPolicy, filter: PolicyFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'changed':
      return tool.state === 'changed';
    case 'unreviewed':
      return tool.effective_effect === 'unset';
    case 'destructive':
    case 'write':
    case 'read_only':
      return tool.effective_effect === filter;
  }
}

/** Whether every word of the search is in the tool's server, name or description. */
export function matchesSearch(tool: ToolPolicy, search: string): boolean {
  const text = `${tool.server} ${tool.name} ${tool.description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What the selection's last 30 days would look like if all of it asked, or none of it. */
export function pauseForecast(tools: readonly ToolPolicy[]): { calls: number; asking: number } {
  const calls = tools.reduce((sum, tool) => sum + tool.calls_30_days, 0);
  const asking = tools
    .filter((tool) => outcomeOf(tool) === 'ask')
    .reduce((sum, tool) => sum + tool.calls_30_days, 0);
  return { calls, asking };
}

/** The identity of a tool across servers. */
export function toolKey(tool: { server: string; name: string }): string {
  return `${tool.server}/${tool.name}`;
}
