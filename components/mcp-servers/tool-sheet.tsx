'use client';

import { EffectBadge } from '@/components/tool-policies/effect-badge';
import { OutcomeLabel } from '@/components/tool-policies/outcome-label';
import { escapeControls } from '@/components/traces/escape-controls';
import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyableId } from '@/components/ui/copyable-id';
import { Fact, FactList } from '@/components/ui/fact-list';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Sheet } from '@/components/ui/sheet';
import { Switch } from '@/components/ui/switch';
import { Tokens } from '@/components/ui/tokens';
import type { McpTool, McpToolPatch } from '@/lib/contract/mcp-server';
import { EffectSelect } from './effect-select';
import { hintWords } from './hint-words';

/** Everything about one tool: its full definition as the model gets it, the server's hints, and its flags. */
export function ToolSheet({
  tool,
  mayFlag,
  onFlag,
  onClose,
}: {
  tool: McpTool;
  mayFlag: boolean;
  onFlag: (patch: McpToolPatch) => void;
  onClose: () => void;
}) {
  const hints = hintWords(tool.annotations);
  const description = escapeControls(tool.description);
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<span className="font-mono text-sm">{escapeControls(tool.name)}</span>}
    >
      <div className="flex flex-col gap-5">
        {tool.state === 'changed' ? (
          <Notice tone="drift" title="The server changed this tool">
            The flag was given to another definition and does not count any more. Read this one, then choose a
            flag again.
          </Notice>
        ) : null}
        <p className="wrap-anywhere whitespace-pre-wrap">
          {description || 'The server gives no description.'}
        </p>
        {description === tool.description ? null : (
          <Notice tone="warning" title="Hidden characters">
            The description holds characters that cannot be seen. They are written out above; a model reads
            them as they are.
          </Notice>
        )}
        <FactList>
          <Fact label="Flag">
            {mayFlag ? (
              <EffectSelect tool={tool} onChange={(effect) => onFlag({ effect })} />
            ) : (
              <EffectBadge tool={tool} />
            )}
          </Fact>
          <Fact label="A call">
            <OutcomeLabel tool={tool} />
          </Fact>
          <Fact label="Hints">
            {hints.length === 0 ? (
              'none'
            ) : (
              <span className="flex flex-wrap gap-1">
                {hints.map((hint) => (
                  <Badge key={hint}>{hint}</Badge>
                ))}
              </span>
            )}
          </Fact>
          <Fact label="Preloaded">
            <Tokens count={tool.token_count} unit="tokens" />
          </Fact>
          <Fact label="Updated">
            <RelativeTime at={tool.updated_at} />
          </Fact>
          <Fact label="Definition">
            <CopyableId id={tool.digest} />
          </Fact>
        </FactList>
        {mayFlag ? (
          <div className="flex flex-col gap-3">
            <Field inline label="Offer to agents" hint="Off: no agent sees or calls it.">
              <Switch checked={tool.enabled} onCheckedChange={(enabled) => onFlag({ enabled })} />
            </Field>
            <Field
              inline
              label="Safe to repeat"
              hint="After a crash a call whose outcome is unknown is sent again by itself."
            >
              <Switch checked={tool.idempotent} onCheckedChange={(idempotent) => onFlag({ idempotent })} />
            </Field>
          </div>
        ) : null}
        <Schema label="Input schema" schema={tool.input_schema} />
        {tool.output_schema === null ? null : <Schema label="Output schema" schema={tool.output_schema} />}
      </div>
    </Sheet>
  );
}

function Schema({ label, schema }: { label: string; schema: Record<string, unknown> }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-medium">{label}</h3>
      <CodeBlock label={label} code={escapeControls(JSON.stringify(schema, null, 2))} />
    </section>
  );
}
