'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Picker } from '@/components/ui/picker';
import { manifestServerSchema, type ManifestServer } from '@/lib/contract/agent-manifest';
import type { McpServer } from '@/lib/contract/mcp-server';
import { useDraft } from './draft-context';
import { SectionHeading } from './section-heading';
import { ServerRow } from './server-row';
import { ServerToolsDialog } from './server-tools-dialog';

/** The MCP servers whose tools the agent may use. */
export function ServersSection({
  servers,
  mayRead,
}: {
  servers: readonly McpServer[];
  /** Whether this person may look into the servers' tools. */
  mayRead: boolean;
}) {
  const { manifest, patch, readOnlyReason, errorAt } = useDraft();
  const [openServer, setOpenServer] = useState<string | null>(null);
  const attached = manifest.mcp_servers;
  const replace = (name: string, next: ManifestServer): void =>
    patch({ mcp_servers: attached.map((server) => (server.name === name ? next : server)) });
  const remove = (name: string): void =>
    patch({ mcp_servers: attached.filter((server) => server.name !== name) });
  const opened = attached.find((server) => server.name === openServer);
  return (
    <section aria-label="MCP servers" className="flex flex-col gap-1.5">
      <SectionHeading
        title="MCP servers"
        action={
          readOnlyReason === null && mayRead ? (
            <Picker
              label="Search MCP servers"
              align="end"
              emptyText="No server matches. An admin adds servers under MCP servers."
              trigger={
                <Button variant="ghost" size="sm" aria-label="Attach MCP server">
                  <Plus aria-hidden /> Attach
                </Button>
              }
              items={servers.map((server) => ({
                value: server.name,
                label: server.name,
                detail: `${server.tool_count} tools`,
                keywords: [server.description],
                ...attachReason(server, attached),
              }))}
              onPick={(name) => patch({ mcp_servers: [...attached, manifestServerSchema.parse(name)] })}
            />
          ) : null
        }
      />
      {errorAt('mcp_servers') ? <p className="text-xs text-danger">{errorAt('mcp_servers')}</p> : null}
      {attached.length === 0 ? (
        <p className="rounded-md border border-dashed border-line-strong px-3 py-2.5 text-xs text-muted">
          No server attached: the agent can talk, and that is all. Attach one to give it tools.
        </p>
      ) : (
        <ul className="rounded-md border border-line-strong bg-surface">
          {attached.map((server) => (
            <ServerRow
              key={server.name}
              attachment={server}
              server={servers.find((candidate) => candidate.name === server.name)}
              mayRead={mayRead}
              onChange={(next) => replace(server.name, next)}
              onRemove={() => remove(server.name)}
              onChooseTools={() => setOpenServer(server.name)}
            />
          ))}
        </ul>
      )}
      {opened ? (
        <ServerToolsDialog
          attachment={opened}
          onChange={(next) => replace(opened.name, next)}
          onClose={() => setOpenServer(null)}
        />
      ) : null}
    </section>
  );
}

function attachReason(
  server: McpServer,
  attached: readonly ManifestServer[],
): { disabledReason: string } | Record<string, never> {
  if (attached.some((candidate) => candidate.name === server.name)) return { disabledReason: 'attached' };
  return server.enabled ? {} : { disabledReason: 'switched off' };
}
