'use client';

import { Bot } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconTile } from '@/components/ui/icon-tile';
import { Money } from '@/components/ui/money';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowLink } from '@/components/ui/row-link';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import type { AgentSummary } from '@/lib/contract/agent';
import { AgentRowActions } from './agent-row-actions';

/** The agents, one row each. */
export function AgentsTable({
  agents,
  onDelete,
}: {
  agents: readonly AgentSummary[];
  onDelete: (agent: AgentSummary) => void;
}) {
  return (
    <Table label="Agents" className="min-w-[760px]">
      <TableHead>
        <HeadCell>Agent</HeadCell>
        <HeadCell>Model</HeadCell>
        <HeadCell>Servers</HeadCell>
        <HeadCell>Version</HeadCell>
        <HeadCell>Last run</HeadCell>
        <HeadCell numeric>7-day cost</HeadCell>
        <HeadCell numeric>7-day runs</HeadCell>
        <HeadCell className="w-px">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {agents.map((agent) => (
          <TableRow key={agent.id} tall>
            <Cell className="w-[34%] max-w-0 min-w-60">
              <div className="flex items-center gap-3">
                <IconTile>
                  <Bot />
                </IconTile>
                <div className="min-w-0">
                  <RowLink href={paths.agent(agent.name)} className="block truncate">
                    {agent.name}
                  </RowLink>
                  <div className="truncate text-xs">
                    {agent.description === '' ? 'No description' : agent.description}
                  </div>
                </div>
              </div>
            </Cell>
            <Cell className="max-w-44">
              <div className="flex items-center gap-1.5">
                {agent.model_simulated ? (
                  <Badge tone="accent" title={`${agent.model} is a simulated model`}>
                    simulated
                  </Badge>
                ) : (
                  <span className="truncate" title={agent.model}>
                    {agent.model.slice(agent.model.indexOf('/') + 1)}
                  </span>
                )}
              </div>
            </Cell>
            <Cell className="max-w-40">
              <div className="truncate" title={agent.mcp_servers.join(', ')}>
                {agent.mcp_servers.length === 0 ? '—' : agent.mcp_servers.join(', ')}
              </div>
            </Cell>
            <Cell>
              <Badge title={aliasWords(agent)}>v{agent.version}</Badge>
            </Cell>
            <Cell>{agent.last_run_at === null ? 'never' : <RelativeTime at={agent.last_run_at} />}</Cell>
            <Cell numeric>
              <Money amount={agent.week_cost_usd} />
            </Cell>
            <Cell numeric>{formatCount(agent.week_runs)}</Cell>
            <Cell className="relative z-10">
              <AgentRowActions agent={agent} onDelete={() => onDelete(agent)} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function aliasWords(agent: AgentSummary): string {
  return Object.entries(agent.aliases)
    .map(([alias, version]) => `${alias}: version ${version}`)
    .join(', ');
}
