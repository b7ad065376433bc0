'use client';

import { ChevronRight } from 'lucide-react';
import { EffectBadge } from '@/components/tool-policies/effect-badge';
import { effectWords } from '@/components/tool-policies/effect-words';
import { OutcomeLabel } from '@/components/tool-policies/outcome-label';
import { escapeControls } from '@/components/traces/escape-controls';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { Tokens } from '@/components/ui/tokens';
import type { McpTool, ToolBulkPatch } from '@/lib/contract/mcp-server';
import { effectiveEffect } from '@/lib/contract/tool-effect';
import { EffectSelect } from './effect-select';

// A phone shows name and flag; the rest is one tap away.
const wide = 'hidden sm:table-cell';

/** The tools of one server: flag, consequence, what the server suggests, and whether the tool is offered at all. */
export function ToolsTable({
  tools,
  mayFlag,
  onFlag,
  onOpen,
}: {
  tools: readonly McpTool[];
  mayFlag: boolean;
  onFlag: (tool: McpTool, patch: ToolBulkPatch['patch']) => void;
  onOpen: (tool: McpTool) => void;
}) {
  return (
    <Table label="Tools" className="sm:min-w-[860px]">
      <TableHead>
        <HeadCell>Tool</HeadCell>
        <HeadCell>Flag</HeadCell>
        <HeadCell className={wide}>What happens</HeadCell>
        <HeadCell className={wide}>The server suggests</HeadCell>
        <HeadCell numeric className={wide}>
          Tokens
        </HeadCell>
        <HeadCell className={wide}>Offered</HeadCell>
        <HeadCell className="w-px">
          <span className="sr-only">Open</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {tools.map((tool) => (
          <TableRow key={tool.id} tall>
            <Cell className="w-full max-w-0 sm:w-[44%] sm:min-w-60">
              <button
                type="button"
                data-row-link=""
                onClick={() => onOpen(tool)}
                className="block max-w-full truncate font-mono text-xs font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
              >
                {escapeControls(tool.name)}
              </button>
              <div className="truncate text-xs">{escapeControls(tool.description) || 'No description'}</div>
            </Cell>
            <Cell className="relative z-10">
              <span className="flex items-center gap-2">
                {mayFlag ? (
                  <EffectSelect tool={tool} onChange={(effect) => onFlag(tool, { effect })} />
                ) : null}
                {!mayFlag || tool.state === 'changed' ? <EffectBadge tool={tool} /> : null}
              </span>
            </Cell>
            <Cell className={wide}>
              <OutcomeLabel tool={tool} />
            </Cell>
            <Cell className={`${wide} relative z-10 whitespace-nowrap`}>
              <Suggestion tool={tool} mayFlag={mayFlag} onFlag={onFlag} />
            </Cell>
            <Cell numeric className={wide}>
              <Tokens count={tool.token_count} />
            </Cell>
            <Cell className={`${wide} relative z-10`}>
              <Switch
                className="block"
                label={`Offer ${tool.name} to agents`}
                checked={tool.enabled}
                disabled={!mayFlag}
                onCheckedChange={(enabled) => onFlag(tool, { enabled })}
              />
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

function Suggestion({
  tool,
  mayFlag,
  onFlag,
}: {
  tool: McpTool;
  mayFlag: boolean;
  onFlag: (tool: McpTool, patch: ToolBulkPatch['patch']) => void;
}) {
  const effect = tool.suggested_effect;
  if (effect === null) return 'nothing';
  const word = effectWords[effect].label.toLowerCase();
  if (!mayFlag || effectiveEffect(tool) === effect) return word;
  return (
    <Button
      size="sm"
      title={`Flag ${tool.name} as ${word}`}
      onClick={() => onFlag(tool, { accept_hints: true })}
    >
      Accept “{word}”
    </Button>
  );
}
