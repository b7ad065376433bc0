'use client';

import { MoreHorizontal, Plug, SlidersHorizontal, Unplug } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu, MenuItem, MenuLinkItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { paths } from '@/lib/client/paths';
import { toolChoice } from '@/lib/client/tool-choice';
import { useServerTools } from '@/lib/client/use-registry';
import type { ManifestServer } from '@/lib/contract/agent-manifest';
import type { McpServer, McpTool } from '@/lib/contract/mcp-server';
import { AttachmentRow } from './attachment-row';
import { useDraft } from './draft-context';

/** One attached MCP server. */
export function ServerRow({
  attachment,
  server,
  mayRead,
  onChange,
  onRemove,
  onChooseTools,
}: {
  attachment: ManifestServer;
  server: McpServer | undefined;
  mayRead: boolean;
  onChange: (next: ManifestServer) => void;
  onRemove: () => void;
  onChooseTools: () => void;
}) {
  const { manifest, estimate, readOnlyReason } = useDraft();
  const tools = useServerTools(attachment.name, mayRead && server !== undefined);
  const index = manifest.mcp_servers.indexOf(attachment);
  const problem =
    estimate?.problems.find((candidate) => candidate.path.startsWith(`mcp_servers.${index}`))?.message ??
    (server?.enabled === false ? 'An admin switched this server off.' : undefined);
  return (
    <AttachmentRow
      icon={<Plug aria-hidden />}
      name={
        mayRead && server ? (
          <button
            type="button"
            aria-label={`Tools of ${attachment.name}`}
            onClick={onChooseTools}
            className="hover:underline underline-offset-3"
          >
            {attachment.name}
          </button>
        ) : (
          attachment.name
        )
      }
      detail={detailOf(attachment, server, tools.data)}
      price={estimate?.servers[attachment.name]}
      preload={{ label: `Preload ${attachment.name}`, checked: attachment.preload }}
      onPreload={(preload) => onChange({ ...attachment, preload })}
      readOnly={readOnlyReason !== null}
      problem={problem}
      menu={
        mayRead ? (
          <DropdownMenu
            trigger={
              <IconButton label={`Options of ${attachment.name}`} hasTooltip={false} className="-mr-1 size-6">
                <MoreHorizontal aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<SlidersHorizontal aria-hidden />} onSelect={onChooseTools}>
              Choose tools
            </MenuItem>
            <MenuLinkItem>
              <Link href={paths.mcpServer(attachment.name)}>
                <Plug className="text-faint" aria-hidden /> Open server
              </Link>
            </MenuLinkItem>
            {readOnlyReason === null ? (
              <MenuItem danger icon={<Unplug aria-hidden />} onSelect={onRemove}>
                Detach {attachment.name}
              </MenuItem>
            ) : null}
          </DropdownMenu>
        ) : null
      }
    />
  );
}

function detailOf(
  attachment: ManifestServer,
  server: McpServer | undefined,
  tools: readonly McpTool[] | undefined,
): string {
  const how = attachment.preload ? 'preloaded' : 'found when needed';
  if (!tools) {
    if (!server) return how;
    return `${count(server.tool_count, 'tool')} · ${how}`;
  }
  const choices = tools.map((tool) => toolChoice(attachment, tool)).filter((choice) => choice.enabled);
  const asking = choices.filter((choice) => choice.asks).length;
  const total =
    choices.length === tools.length
      ? count(tools.length, 'tool')
      : `${choices.length} of ${count(tools.length, 'tool')}`;
  return [total, asking > 0 ? `${asking} need${asking === 1 ? 's' : ''} approval` : how].join(' · ');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
