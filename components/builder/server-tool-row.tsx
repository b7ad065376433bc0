'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Cell, TableRow } from '@/components/ui/table';
import { formatCount } from '@/lib/client/format';
import type { ToolChoice } from '@/lib/client/tool-choice';
import type { McpTool } from '@/lib/contract/mcp-server';
import { effectiveEffect } from '@/lib/contract/tool-effect';

const effectWords = {
  unset: 'not reviewed',
  read_only: 'reads',
  write: 'writes',
  destructive: 'destructive',
} as const;

/** One tool of an attached server with its three choices. */
export function ServerToolRow({
  tool,
  choice,
  readOnly,
  onEnabled,
  onPreloaded,
  onAsks,
}: {
  tool: McpTool;
  choice: ToolChoice;
  readOnly: boolean;
  onEnabled: (on: boolean) => void;
  onPreloaded: (on: boolean) => void;
  onAsks: (on: boolean) => void;
}) {
  return (
    <TableRow tall>
      <Cell className="max-w-0 min-w-52 py-1.5 first:pl-1" style={{ width: '60%' }}>
        <div className="flex items-baseline gap-2">
          <span className="truncate font-mono text-xs text-ink">{tool.name}</span>
          <span className="shrink-0 text-xs text-muted">{effectWords[effectiveEffect(tool)]}</span>
        </div>
        <div className="truncate text-xs text-muted" title={tool.description}>
          {tool.description}
        </div>
      </Cell>
      <Cell numeric mono>
        +{formatCount(tool.token_count)}
      </Cell>
      <Choice
        label={`Allow ${tool.name}`}
        checked={choice.enabled}
        reason={choice.enabledBy}
        disabled={readOnly || !tool.enabled}
        onChange={onEnabled}
      />
      <Choice
        label={`Preload ${tool.name}`}
        checked={choice.preloaded && choice.enabled}
        reason={choice.preloadedBy}
        disabled={readOnly || !choice.enabled || choice.preloadedBy !== null}
        onChange={onPreloaded}
      />
      <Choice
        label={`Ask before ${tool.name}`}
        checked={choice.asks && choice.enabled}
        reason={choice.asksBy}
        disabled={readOnly || !choice.enabled || choice.asksBy !== null}
        onChange={onAsks}
      />
    </TableRow>
  );
}

function Choice({
  label,
  checked,
  reason,
  disabled,
  onChange,
}: {
  label: string;
  checked: boolean;
  reason: string | null;
  disabled: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <Cell>
      <span className="flex flex-col" title={reason ? `By ${reason}` : undefined}>
        <Checkbox label={label} checked={checked} disabled={disabled} onCheckedChange={onChange} />
        {reason ? <span className="sr-only">by {reason}</span> : null}
      </span>
    </Cell>
  );
}
