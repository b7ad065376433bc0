'use client';

import { Bot, Plus, Upload } from 'lucide-react';
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { lazyPart } from '@/components/ui/lazy-part';
import { SearchInput } from '@/components/ui/search-input';
import { Toolbar } from '@/components/ui/toolbar';
import { paths } from '@/lib/client/paths';
import type { AgentSummary } from '@/lib/contract/agent';
import type { Page } from '@/lib/contract/pagination';
import { roleMay } from '@/lib/contract/permissions';
import { AgentsTable } from './agents-table';
import { matchesFilter, tagCounts } from './filter-agents';
import { TagChips } from './tag-chips';

const ImportAgentDialog = lazyPart(() =>
  import('./import-agent-dialog').then((module) => module.ImportAgentDialog),
);
const DeleteAgentDialog = lazyPart(() =>
  import('./delete-agent-dialog').then((module) => module.DeleteAgentDialog),
);
const noRight = 'Making agents takes the builder role. Ask an admin for it.';

/** Every agent of the organisation: what it is made of, and how it has been doing. */
export function AgentsPage({ initial }: { initial: Page<AgentSummary> }) {
  const { user } = useShell();
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ history: 'replace' }),
  );
  const [tags, setTags] = useQueryState('tags', parseAsArrayOf(parseAsString).withDefault([]));
  const [mine, setMine] = useQueryState('mine', parseAsString);
  const [isImporting, setIsImporting] = useState(false);
  const [deleting, setDeleting] = useState<AgentSummary | null>(null);
  const list = useQuery({
    queryKey: ['agents', 'list'],
    queryFn: async ({ signal }) => (await import('./load-agents')).loadAgents(signal),
    initialData: initial.data,
    // The first page came with the document; only a longer list has to be asked for at once.
    initialDataUpdatedAt: () => (initial.pagination.next_page_token === undefined ? Date.now() : 0),
  });
  const agents = list.data;
  const shown = agents.filter((agent) =>
    matchesFilter(agent, { search, tags, createdBy: mine === null ? null : user.id }),
  );
  const maySave = roleMay(user.role, 'agents:write');
  const isFiltered = search !== '' || tags.length > 0 || mine !== null;

  return (
    <>
      <PageHeader
        title="Agents"
        actions={
          <>
            <Button
              {...ImportAgentDialog.preloading}
              disabledReason={maySave ? null : noRight}
              onClick={() => setIsImporting(true)}
            >
              <Upload aria-hidden /> Import
            </Button>
            {maySave ? (
              <ButtonLink variant="primary" href={paths.newAgent()}>
                <Plus aria-hidden /> New agent
              </ButtonLink>
            ) : (
              <Button variant="primary" disabledReason={noRight}>
                <Plus aria-hidden /> New agent
              </Button>
            )}
          </>
        }
      />
      {agents.length === 0 ? (
        <EmptyState
          icon={<Bot />}
          title="No agent yet"
          action={
            maySave ? (
              <ButtonLink variant="primary" href={paths.newAgent()}>
                Make the first agent
              </ButtonLink>
            ) : null
          }
        >
          An agent is a model with instructions, tools and know-how. Try it while you write it; save it when
          it does what you want.
        </EmptyState>
      ) : (
        <>
          <Toolbar
            end={
              <span className="tabular-nums">
                {shown.length === agents.length ? agents.length : `${shown.length} of ${agents.length}`}{' '}
                {agents.length === 1 ? 'agent' : 'agents'}
              </span>
            }
          >
            <SearchInput
              label="Filter agents"
              value={search}
              onChange={(event) => void setSearch(event.target.value === '' ? null : event.target.value)}
            />
            <TagChips
              tags={tagCounts(agents)}
              active={tags}
              isMine={mine !== null}
              mineCount={agents.filter((agent) => agent.created_by === user.id).length}
              onMine={(on) => void setMine(on ? '1' : null)}
              onTags={(next) => void setTags(next.length === 0 ? null : next)}
            />
          </Toolbar>
          {shown.length > 0 ? (
            <AgentsTable agents={shown} onDelete={setDeleting} />
          ) : (
            <EmptyState
              title="No agent matches"
              action={
                isFiltered ? (
                  <Button
                    onClick={() => {
                      void setSearch(null);
                      void setTags(null);
                      void setMine(null);
                    }}
                  >
                    Clear the filters
                  </Button>
                ) : null
              }
            >
              The filters leave none of the {agents.length} agents.
            </EmptyState>
          )}
        </>
      )}
      {isImporting ? <ImportAgentDialog agents={agents} onClose={() => setIsImporting(false)} /> : null}
      {deleting ? <DeleteAgentDialog agent={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}
