'use client';

import { Copy, MoreHorizontal, Play, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useShell } from '@/components/layout/shell-context';
import { DropdownMenu, MenuItem, MenuLinkItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { paths } from '@/lib/client/paths';
import type { AgentSummary } from '@/lib/contract/agent';
import { roleMay } from '@/lib/contract/permissions';

/** What can be done with an agent without opening it. */
export function AgentRowActions({ agent, onDelete }: { agent: AgentSummary; onDelete: () => void }) {
  const { user } = useShell();
  const maySave = roleMay(user.role, 'agents:write');
  const isAdmin = user.role === 'owner' || user.role === 'admin';
  const mayDelete = maySave && (isAdmin || agent.created_by === user.id);
  const mayRun = roleMay(user.role, 'sessions:write');
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Actions for ${agent.name}`} hasTooltip={false} className="size-7">
          <MoreHorizontal aria-hidden />
        </IconButton>
      }
    >
      {mayRun ? (
        <MenuLinkItem>
          <Link href={paths.playground({ agent: agent.name })}>
            <Play className="text-faint" aria-hidden /> Try it
          </Link>
        </MenuLinkItem>
      ) : null}
      {maySave ? (
        <MenuLinkItem>
          <Link href={`${paths.newAgent()}?from=${encodeURIComponent(agent.name)}`}>
            <Copy className="text-faint" aria-hidden /> Duplicate
          </Link>
        </MenuLinkItem>
      ) : null}
      {mayRun || maySave ? <MenuSeparator /> : null}
      <MenuItem danger={mayDelete} icon={<Trash2 aria-hidden />} disabled={!mayDelete} onSelect={onDelete}>
        {mayDelete ? 'Delete…' : 'Delete (its creator or an admin may)'}
      </MenuItem>
    </DropdownMenu>
  );
}
