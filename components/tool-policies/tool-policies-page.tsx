'use client';

import { useQuery } from '@tanstack/react-query';
import { Lock, ShieldCheck } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { ChipFilter } from '@/components/ui/chip-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { SearchInput } from '@/components/ui/search-input';
import { Toolbar } from '@/components/ui/toolbar';
import { paths } from '@/lib/client/paths';
import type { ToolBulkPatch } from '@/lib/contract/mcp-server';
import { roleMay } from '@/lib/contract/permissions';
import type { ToolPolicy } from '@/lib/contract/tool-policy';
import { isInFilter, matchesSearch, policyFilters, toolKey, type PolicyFilter } from './filter-policies';
import { PoliciesTable } from './policies-table';
import { SelectionBar } from './selection-bar';
import { useFlagTools } from './use-flag-tools';

const filterWords: Record<PolicyFilter, string> = {
  all: 'All',
  unreviewed: 'Unreviewed',
  destructive: 'Destructive',
  changed: 'Changed',
  write: 'Writes',
  read_only: 'Read-only',
};

/** Every tool of every server with its flag: flag once here, and every agent obeys. */
export function ToolPoliciesPage({ initial }: { initial: readonly ToolPolicy[] }) {
  const { user } = useShell();
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ history: 'replace' }),
  );
  const [filter, setFilter] = useQueryState('flag', parseAsStringLiteral(policyFilters).withDefault('all'));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const flagging = useFlagTools();
  const { data: tools } = useQuery({
    queryKey: ['tool-policies'],
    queryFn: async ({ signal }) => (await import('./load-policies')).loadPolicies(signal),
    initialData: initial,
  });
  const mayFlag = roleMay(user.role, 'tool-policies:write');
  const found = tools.filter((tool) => matchesSearch(tool, search));
  const shown = found.filter((tool) => isInFilter(tool, filter));
  // What a filter hides is not acted on: only what can be seen is selected.
  const chosen = shown.filter((tool) => selected.has(toolKey(tool)));
  const flag = (patch: ToolBulkPatch['patch']): void => {
    const keys = chosen.map(({ server, name, digest }) => ({ server, name, if_digest: digest }));
    flagging.mutate({ tools: keys, patch }, { onSuccess: () => setSelected(new Set()) });
  };

  return (
    <>
      <PageHeader title="Tool policies" />
      {tools.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck />}
          title="No tools yet"
          action={
            <ButtonLink variant="primary" href={paths.mcpServers()}>
              Go to MCP servers
            </ButtonLink>
          }
        >
          Once an MCP server is registered its tools appear here. Flag one and every agent obeys.
        </EmptyState>
      ) : (
        <>
          <Toolbar end="Unreviewed tools count as destructive">
            <SearchInput
              label="Filter tools and servers"
              value={search}
              onChange={(event) => void setSearch(event.target.value === '' ? null : event.target.value)}
            />
            <ChipFilter
              label="Flag"
              value={filter}
              onValueChange={(next) => void setFilter(next === 'all' ? null : next)}
              options={policyFilters.map((value) => ({
                value,
                label: filterWords[value],
                count: found.filter((tool) => isInFilter(tool, value)).length,
              }))}
            />
          </Toolbar>
          {mayFlag ? null : (
            <Notice icon={<Lock />} className="mx-5 mb-2">
              You may look, not change: flags are set by admins, for everybody.
            </Notice>
          )}
          {chosen.length > 0 && mayFlag ? (
            <SelectionBar
              tools={chosen}
              pending={flagging.isPending}
              onFlag={flag}
              onClear={() => setSelected(new Set())}
            />
          ) : null}
          {shown.length > 0 ? (
            <PoliciesTable tools={shown} selected={selected} onSelect={setSelected} readOnly={!mayFlag} />
          ) : (
            <EmptyState
              title="No tool matches"
              action={
                <Button
                  onClick={() => {
                    void setSearch(null);
                    void setFilter(null);
                  }}
                >
                  Clear the filters
                </Button>
              }
            >
              The filters leave none of the {tools.length} tools.
            </EmptyState>
          )}
        </>
      )}
    </>
  );
}
