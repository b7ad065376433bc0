'use client';

import { useQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { useShell } from '@/components/layout/shell-context';
import { useFlagTools } from '@/components/tool-policies/use-flag-tools';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchInput } from '@/components/ui/search-input';
import { Toolbar } from '@/components/ui/toolbar';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import {
  mcpServerSchema,
  mcpToolSchema,
  type McpServer,
  type McpTool,
  type ToolBulkPatch,
} from '@/lib/contract/mcp-server';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { roleMay } from '@/lib/contract/permissions';
import { DeleteServerDialog } from './delete-server-dialog';
import { EditServerDialog } from './edit-server-dialog';
import { ServerFacts } from './server-facts';
import { ServerHeader } from './server-header';
import { ToolSheet } from './tool-sheet';
import { ToolsTable } from './tools-table';

const serverAnswer = dataOf(mcpServerSchema);
const toolsAnswer = listOf(mcpToolSchema);

/** One server: how it is reached, how it is doing, and its tools with their flags. */
export function ServerPage({ initial }: { initial: { server: McpServer; tools: readonly McpTool[] } }) {
  const { name } = initial.server;
  const { user } = useShell();
  const [openTool, setOpenTool] = useQueryState('tool', parseAsString);
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const flagging = useFlagTools();
  const { data: server } = useQuery({
    queryKey: ['mcp-servers', name],
    queryFn: async ({ signal }) => (await api.get(apiPaths.mcpServer(name), serverAnswer, { signal })).data,
    initialData: initial.server,
  });
  const { data: tools } = useQuery({
    queryKey: ['mcp-servers', name, 'tools'],
    queryFn: async ({ signal }): Promise<readonly McpTool[]> =>
      (await api.get(apiPaths.mcpServerTools(name), toolsAnswer, { signal })).data,
    initialData: initial.tools,
  });
  const mayFlag = roleMay(user.role, 'tool-policies:write');
  const words = search.trim().toLowerCase();
  const shown = tools.filter((tool) => `${tool.name} ${tool.description}`.toLowerCase().includes(words));
  const opened = tools.find((tool) => tool.name === openTool);
  const flag = (tool: McpTool, patch: ToolBulkPatch['patch']): void => {
    flagging.mutate({ tools: [{ server: name, name: tool.name, if_digest: tool.digest }], patch });
  };

  return (
    <>
      <ServerHeader
        server={server}
        mayManage={roleMay(user.role, 'mcp-servers:write')}
        onEdit={() => setDialog('edit')}
        onDelete={() => setDialog('delete')}
      />
      <ServerFacts server={server} />
      {tools.length === 0 ? (
        <EmptyState icon={<Wrench />} title="No tools read yet" className="border-t border-line">
          {server.last_error === null
            ? 'The server lists no tools. If it has some by now, sync them.'
            : 'They are read as soon as the server can be reached: repair it, then sync the tools.'}
        </EmptyState>
      ) : (
        <section className="border-t border-line">
          <Toolbar end="Unreviewed tools count as destructive">
            <h2 className="mr-2 font-semibold">
              Tools <span className="font-normal text-faint tabular-nums">{tools.length}</span>
            </h2>
            <SearchInput
              label="Filter tools"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </Toolbar>
          {shown.length > 0 ? (
            <ToolsTable
              tools={shown}
              mayFlag={mayFlag}
              onFlag={flag}
              onOpen={(tool) => void setOpenTool(tool.name)}
            />
          ) : (
            <EmptyState
              title="No tool matches"
              action={<Button onClick={() => setSearch('')}>Clear the filter</Button>}
            />
          )}
        </section>
      )}
      {opened ? (
        <ToolSheet
          tool={opened}
          mayFlag={mayFlag}
          onFlag={(patch) => flag(opened, patch)}
          onClose={() => void setOpenTool(null)}
        />
      ) : null}
      {dialog === 'edit' ? <EditServerDialog server={server} onClose={() => setDialog(null)} /> : null}
      {dialog === 'delete' ? <DeleteServerDialog server={server} onClose={() => setDialog(null)} /> : null}
    </>
  );
}
