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

// A phone shows name, model and menu; the rest is one tap away.
const wide = 'hidden sm:table-cell';

/** The agents, one row each. */
export function AgentsTable({
  agents,
  onDelete,
}: {
  agents: readonly AgentSummary[];
  onDelete: (agent: AgentSummary) => void;
}) {
  return (
    <Table label="Agents" className="sm:min-w-[760px]">
      <TableHead>
        <HeadCell>Agent</HeadCell>
        <HeadCell>Model</HeadCell>
        <HeadCell className={wide}>Servers</HeadCell>
        <HeadCell className={wide}>Version</HeadCell>
        <HeadCell className={wide}>Last run</HeadCell>
        <HeadCell numeric className={wide}>
          7-day cost
        </HeadCell>
        <HeadCell numeric className={wide}>
          7-day runs
        </HeadCell>
        <HeadCell className="w-px">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {agents.map((agent) => (
          <TableRow key={agent.id} tall>
            <Cell className="w-full max-w-0 sm:w-[34%] sm:min-w-60">
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
            <Cell className={`${wide} max-w-40`}>
              <div className="truncate" title={agent.mcp_servers.join(', ')}>
                {agent.mcp_servers.length === 0 ? '—' : agent.mcp_servers.join(', ')}
              </div>
            </Cell>
            <Cell className={wide}>
              <Badge title={aliasWords(agent)}>v{agent.version}</Badge>
            </Cell>
            <Cell className={wide}>
              {agent.last_run_at === null ? 'never' : <RelativeTime at={agent.last_run_at} />}
            </Cell>
            <Cell numeric className={wide}>
              <Money amount={agent.week_cost_usd} />
            </Cell>
            <Cell numeric className={wide}>
              {formatCount(agent.week_runs)}
            </Cell>
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
