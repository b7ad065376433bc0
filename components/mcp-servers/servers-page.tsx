'use client';

import { useQuery } from '@tanstack/react-query';
import { Plug, Plus } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { lazyPart } from '@/components/ui/lazy-part';
import { SearchInput } from '@/components/ui/search-input';
import { Toolbar } from '@/components/ui/toolbar';
import type { McpServer } from '@/lib/contract/mcp-server';
import { roleMay } from '@/lib/contract/permissions';
import { ServersTable } from './servers-table';

const AddServerDialog = lazyPart(() =>
  import('./add-server-dialog').then((module) => module.AddServerDialog),
);

const noRight = 'Servers are registered by admins. Ask one for it.';

/** Every registered MCP server: how it is doing and what of it nobody has reviewed yet. */
export function ServersPage({ initial }: { initial: readonly McpServer[] }) {
  const { user } = useShell();
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ history: 'replace' }),
  );
  const [isAdding, setIsAdding] = useState(false);
  const { data: servers } = useQuery({
    queryKey: ['mcp-servers'],
    queryFn: async ({ signal }) => (await import('./load-servers')).loadServers(signal),
    initialData: initial,
  });
  const mayAdd = roleMay(user.role, 'mcp-servers:write');
  const words = search.trim().toLowerCase();
  const shown = servers
    .filter(({ name, description, url }) =>
      `${name} ${description} ${url ?? ''}`.toLowerCase().includes(words),
    )
    .toSorted((left, right) => left.name.localeCompare(right.name));
  const addButton = (
    <Button
      {...AddServerDialog.preloading}
      variant="primary"
      disabledReason={mayAdd ? null : noRight}
      onClick={() => setIsAdding(true)}
    >
      <Plus aria-hidden /> Add server
    </Button>
  );

  return (
    <>
      <PageHeader title="MCP servers" actions={addButton} />
      {servers.length === 0 ? (
        <EmptyState icon={<Plug />} title="No MCP server yet">
          A server brings tools: your billing, your tickets, your database. Register it once, flag its tools
          once, and every agent can use it. Start with “Add server” above.
        </EmptyState>
      ) : (
        <>
          <Toolbar
            end={
              <span className="tabular-nums">
                {shown.length === servers.length ? servers.length : `${shown.length} of ${servers.length}`}{' '}
                {servers.length === 1 ? 'server' : 'servers'}
              </span>
            }
          >
            <SearchInput
              label="Filter servers"
              value={search}
              onChange={(event) => void setSearch(event.target.value === '' ? null : event.target.value)}
            />
          </Toolbar>
          {shown.length > 0 ? (
            <ServersTable servers={shown} />
          ) : (
            <EmptyState
              title="No server matches"
              action={<Button onClick={() => void setSearch(null)}>Clear the filter</Button>}
            >
              None of the {servers.length} servers has “{search}” in its name, description or address.
            </EmptyState>
          )}
        </>
      )}
      {isAdding ? <AddServerDialog onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}
