'use client';

import { Ellipsis, Pencil, Power, PowerOff, RefreshCw, Trash2, Zap } from 'lucide-react';
import { PageHeader } from '@/components/layout/page-header';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { paths } from '@/lib/client/paths';
import type { McpServer } from '@/lib/contract/mcp-server';
import { useServerActions } from './use-server-actions';

const noRight = 'Servers are managed by admins.';

/** The top bar of a server's page with everything that can be done to it. */
export function ServerHeader({
  server,
  mayManage,
  onEdit,
  onDelete,
}: {
  server: McpServer;
  mayManage: boolean;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { check, sync, power } = useServerActions(server.name);
  const off = server.enabled ? null : 'Switch the server on first.';
  const reason = mayManage ? off : noRight;
  return (
    <PageHeader
      title={server.name}
      crumbs={[{ label: 'MCP servers', href: paths.mcpServers() }]}
      badges={server.builtin ? <Badge title="Comes with Tackroom and runs inside it">demo</Badge> : null}
      actions={
        <>
          <Button pending={check.isPending} disabledReason={reason} onClick={() => check.mutate()}>
            <Zap aria-hidden /> {check.isPending ? 'Testing…' : 'Test connection'}
          </Button>
          <Button pending={sync.isPending} disabledReason={reason} onClick={() => sync.mutate()}>
            <RefreshCw aria-hidden /> {sync.isPending ? 'Reading…' : 'Sync tools'}
          </Button>
          {mayManage ? (
            <DropdownMenu
              trigger={
                <IconButton label="More" bordered>
                  <Ellipsis aria-hidden />
                </IconButton>
              }
            >
              <MenuItem icon={<Pencil />} onSelect={onEdit}>
                Edit…
              </MenuItem>
              <MenuItem
                icon={server.enabled ? <PowerOff /> : <Power />}
                onSelect={() => power.mutate(!server.enabled)}
              >
                {server.enabled ? 'Switch off' : 'Switch on'}
              </MenuItem>
              <MenuSeparator />
              <MenuItem danger icon={<Trash2 />} onSelect={onDelete}>
                Delete…
              </MenuItem>
            </DropdownMenu>
          ) : null}
        </>
      }
    />
  );
}
