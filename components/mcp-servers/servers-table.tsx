'use client';

import { Plug } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconTile } from '@/components/ui/icon-tile';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowLink } from '@/components/ui/row-link';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import type { McpServer } from '@/lib/contract/mcp-server';
import { ServerHealth } from './server-health';

// A phone shows name and health; the rest is one tap away.
const wide = 'hidden sm:table-cell';

/** The registered servers, one row each. */
export function ServersTable({ servers }: { servers: readonly McpServer[] }) {
  return (
    <Table label="MCP servers" className="sm:min-w-[760px]">
      <TableHead>
        <HeadCell>Server</HeadCell>
        <HeadCell>Health</HeadCell>
        <HeadCell className={wide}>Authentication</HeadCell>
        <HeadCell className={wide}>Tools read</HeadCell>
        <HeadCell numeric className={wide}>
          Unreviewed
        </HeadCell>
        <HeadCell numeric className={wide}>
          Tools
        </HeadCell>
      </TableHead>
      <TableBody>
        {servers.map((server) => (
          <TableRow key={server.id} tall>
            <Cell className="w-full max-w-0 sm:w-[44%] sm:min-w-64">
              <div className="flex items-center gap-3">
                <IconTile>
                  <Plug />
                </IconTile>
                <div className="min-w-0">
                  <div className="flex items-center gap-2">
                    <RowLink href={paths.mcpServer(server.name)} className="truncate">
                      {server.name}
                    </RowLink>
                    {server.builtin ? (
                      <Badge title="Comes with Tackroom and runs inside it">demo</Badge>
                    ) : null}
                  </div>
                  <div className="truncate text-xs">
                    {server.description === '' ? (server.url ?? 'No description') : server.description}
                  </div>
                </div>
              </div>
            </Cell>
            <Cell>
              <ServerHealth server={server} />
            </Cell>
            <Cell className={wide}>{authWords(server)}</Cell>
            <Cell className={wide}>
              {server.tools_synced_at === null ? 'never' : <RelativeTime at={server.tools_synced_at} />}
            </Cell>
            <Cell numeric className={wide}>
              {server.unreviewed_tool_count === 0 ? (
                '—'
              ) : (
                <span className="text-warning">{formatCount(server.unreviewed_tool_count)}</span>
              )}
            </Cell>
            <Cell numeric className={wide}>
              {formatCount(server.tool_count)}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function authWords(server: McpServer): string {
  if (server.builtin) return 'built in';
  return server.auth.type === 'header' ? `header ${server.auth.header ?? ''}` : 'none';
}
