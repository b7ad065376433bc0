'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { manifestClientToolSchema, type AgentManifest } from '@/lib/contract/agent-manifest';
import { useDraft } from './draft-context';
import { JsonField } from './json-field';

type ClientTool = NonNullable<AgentManifest['client_tools']>[number];

/** Tools that the caller's own code answers. */
export function ClientToolsSection() {
  const { manifest, patch, errorAt, touch, readOnlyReason } = useDraft();
  const tools = manifest.client_tools ?? [];
  const readOnly = readOnlyReason !== null;
  const set = (next: ClientTool[]): void => patch({ client_tools: next.length === 0 ? undefined : next });
  const change = (index: number, fields: Partial<ClientTool>): void =>
    set(tools.map((tool, position) => (position === index ? { ...tool, ...fields } : tool)));
  const add = (): void => set([...tools, manifestClientToolSchema.parse({ name: freeName(tools) })]);
  return (
    <Disclosure
      title="Client tools"
      summary={tools.length === 0 ? 'none' : tools.map((tool) => tool.name).join(', ')}
    >
      <div className="flex flex-col gap-4">
        <p className="text-xs text-muted">
          The agent may call these; your own code answers them. In the chat you answer by hand.
        </p>
        {tools.map((tool, index) => (
          <fieldset key={index} className="flex flex-col gap-3 border-l-2 border-line pl-3">
            <legend className="sr-only">Client tool {tool.name}</legend>
            <div className="flex items-end gap-2">
              <Field label="Tool name" className="grow" error={errorAt(`client_tools.${index}.name`)}>
                <Input
                  mono
                  value={tool.name}
                  readOnly={readOnly}
                  onChange={(event) => change(index, { name: event.target.value })}
                  onBlur={() => touch(`client_tools.${index}.name`)}
                />
              </Field>
              {readOnly ? null : (
                <IconButton
                  label={`Remove client tool ${tool.name}`}
                  onClick={() => set(tools.filter((_, position) => position !== index))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </div>
            <Field label="What it does">
              <Input
                value={tool.description}
                readOnly={readOnly}
                onChange={(event) => change(index, { description: event.target.value })}
              />
            </Field>
            <JsonField
              label="Arguments (JSON schema)"
              value={tool.schema}
              readOnly={readOnly}
              onChange={(schema) => change(index, { schema })}
            />
          </fieldset>
        ))}
        {readOnly ? null : (
          <Button size="sm" className="self-start" onClick={add}>
            <Plus aria-hidden /> Add client tool
          </Button>
        )}
      </div>
    </Disclosure>
  );
}

function freeName(tools: readonly ClientTool[]): string {
  let number = tools.length + 1;
  while (tools.some((tool) => tool.name === `client_tool_${number}`)) number += 1;
  return `client_tool_${number}`;
}
