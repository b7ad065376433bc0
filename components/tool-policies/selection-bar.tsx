'use client';

import { Ellipsis, Eye, Pencil, Power, PowerOff, RotateCcw, Sparkles, TriangleAlert } from 'lucide-react';
import { BulkBar } from '@/components/ui/bulk-bar';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/lib/client/format';
import type { ToolBulkPatch } from '@/lib/contract/mcp-server';
import type { ToolPolicy } from '@/lib/contract/tool-policy';
import { pauseForecast } from './filter-policies';

/** What can be done with the selected tools, and what it would have meant for their last 30 days. */
export function SelectionBar({
  tools,
  pending,
  onFlag,
  onClear,
}: {
  tools: readonly ToolPolicy[];
  pending: boolean;
  onFlag: (patch: ToolBulkPatch['patch']) => void;
  onClear: () => void;
}) {
  const hinted = tools.filter((tool) => tool.suggested_effect !== null).length;
  return (
    <BulkBar count={tools.length} effect={<Forecast tools={tools} />}>
      <Button pending={pending} onClick={() => onFlag({ effect: 'destructive' })}>
        <TriangleAlert aria-hidden /> Mark destructive
      </Button>
      <Button pending={pending} onClick={() => onFlag({ effect: 'read_only' })}>
        <Eye aria-hidden /> Mark read-only
      </Button>
      <Button pending={pending} onClick={() => onFlag({ effect: 'write' })}>
        <Pencil aria-hidden /> Mark write
      </Button>
      <Button
        pending={pending}
        disabledReason={hinted === 0 ? 'The servers of these tools give no hints.' : null}
        onClick={() => onFlag({ accept_hints: true })}
      >
        <Sparkles aria-hidden /> Accept the server’s hints
      </Button>
      <DropdownMenu
        trigger={
          <IconButton label="More for the selection" bordered>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<RotateCcw />} onSelect={() => onFlag({ effect: 'unset' })}>
          Clear the flag
        </MenuItem>
        <MenuItem icon={<Power />} onSelect={() => onFlag({ enabled: true })}>
          Switch on
        </MenuItem>
        <MenuItem icon={<PowerOff />} onSelect={() => onFlag({ enabled: false })}>
          Switch off
        </MenuItem>
      </DropdownMenu>
      <Button variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </BulkBar>
  );
}

function Forecast({ tools }: { tools: readonly ToolPolicy[] }) {
  const { calls, asking } = pauseForecast(tools);
  if (calls === 0) return <span>No calls in the last 30 days</span>;
  return (
    <span>
      Last 30 days:{' '}
      <strong className="font-medium text-ink tabular-nums">{formatCount(calls - asking)} more pauses</strong>{' '}
      if destructive, <span className="tabular-nums">{formatCount(asking)}</span> fewer if not
    </span>
  );
}
