'use client';

import { ChevronRight } from 'lucide-react';
import { escapeControls } from '@/components/traces/escape-controls';
import { Checkbox } from '@/components/ui/checkbox';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowLink } from '@/components/ui/row-link';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import type { ToolPolicy } from '@/lib/contract/tool-policy';
import { EffectBadge } from './effect-badge';
import { toolKey } from './filter-policies';
import { OutcomeLabel } from './outcome-label';

// Half the usual tint: on the full one the green of "Allow" falls below 4.5 : 1.
const selectedTint = 'data-selected:bg-accent-soft/50 data-selected:hover:bg-accent-soft/50';
// A phone shows name and flag; the rest is one tap away.
const wide = 'hidden sm:table-cell';

/** The tools of all servers, one row each, with a box to select them. */
export function PoliciesTable({
  tools,
  selected,
  onSelect,
  readOnly,
}: {
  tools: readonly ToolPolicy[];
  selected: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
  readOnly: boolean;
}) {
  const chosen = tools.filter((tool) => selected.has(toolKey(tool))).length;
  const toggle = (tool: ToolPolicy, isOn: boolean): void => {
    const next = new Set(selected);
    if (isOn) next.add(toolKey(tool));
    else next.delete(toolKey(tool));
    onSelect(next);
  };
  return (
    <Table label="Tools" className="sm:min-w-[920px]">
      <TableHead>
        <HeadCell className="w-px">
          <Checkbox
            label="Select all shown"
            disabled={readOnly}
            checked={chosen === 0 ? false : chosen === tools.length ? true : 'indeterminate'}
            onCheckedChange={(isOn) => onSelect(isOn ? new Set(tools.map(toolKey)) : new Set())}
          />
        </HeadCell>
        <HeadCell>Tool</HeadCell>
        <HeadCell>Flag</HeadCell>
        <HeadCell className={wide}>What happens</HeadCell>
        <HeadCell className={wide}>Decided by</HeadCell>
        <HeadCell numeric className={wide}>
          30 days
        </HeadCell>
        <HeadCell className="w-px">
          <span className="sr-only">Open</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {tools.map((tool) => (
          <TableRow key={toolKey(tool)} selected={selected.has(toolKey(tool))} className={selectedTint}>
            <Cell className="relative z-10">
              <Checkbox
                label={`Select ${tool.name} of ${tool.server}`}
                disabled={readOnly}
                checked={selected.has(toolKey(tool))}
                onCheckedChange={(isOn) => toggle(tool, isOn)}
              />
            </Cell>
            <Cell className="w-full max-w-0 py-1.5 sm:w-[46%] sm:min-w-72">
              <div className="flex min-w-0 flex-col sm:flex-row sm:items-baseline sm:gap-2">
                <span className="font-mono text-xs">{tool.server}</span>
                <RowLink href={paths.mcpServer(tool.server, tool.name)} className="truncate sm:shrink-0">
                  {escapeControls(tool.name)}
                </RowLink>
                <span className="hidden truncate text-xs sm:inline">{escapeControls(tool.description)}</span>
              </div>
            </Cell>
            <Cell>
              <EffectBadge tool={tool} />
            </Cell>
            <Cell className={wide}>
              <OutcomeLabel tool={tool} />
            </Cell>
            <Cell className={`${wide} whitespace-nowrap`}>{decidedBy(tool)}</Cell>
            <Cell numeric className={wide}>
              {usage(tool)}
            </Cell>
            <Cell>
              <ChevronRight className="text-faint" aria-hidden />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function decidedBy(tool: ToolPolicy) {
  if (!tool.enabled) return 'switch';
  if (tool.state === 'changed') {
    return (
      <>
        definition changed <RelativeTime at={tool.updated_at} />
      </>
    );
  }
  return tool.effective_effect === 'unset' ? 'not reviewed' : 'flag';
}

function usage(tool: ToolPolicy): string {
  if (tool.calls_30_days === 0) return '—';
  const calls = `${formatCount(tool.calls_30_days)} ${tool.calls_30_days === 1 ? 'call' : 'calls'}`;
  return tool.refused_30_days === 0 ? calls : `${calls} · ${formatCount(tool.refused_30_days)} refused`;
}
