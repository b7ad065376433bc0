'use client';

import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { useDraft } from './draft-context';
import { NumberField } from './number-field';

type Params = NonNullable<AgentManifest['model']['params']>;

const efforts = ['minimal', 'low', 'medium', 'high'] as const;

/** How the model samples and reasons. What is left empty is the provider's own default. */
export function ModelParams() {
  const { manifest, patch, readOnlyReason } = useDraft();
  const params: Params = manifest.model.params ?? {};
  const set = (fields: Partial<Params>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...params, ...fields }).filter(([, value]) => value !== undefined),
    );
    patch({ model: { ...manifest.model, params: next } });
  };
  const effort = params.reasoning_effort;
  const choices = [...new Set<string>(effort ? [...efforts, effort] : efforts)];
  return (
    <Disclosure title="Parameters" summary={summaryOf(params)}>
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          label="Temperature"
          path="model.params.temperature"
          value={params.temperature}
          step={0.1}
          placeholder="default"
          onChange={(temperature) => set({ temperature })}
        />
        <NumberField
          label="Max tokens"
          path="model.params.max_tokens"
          value={params.max_tokens}
          step={1}
          placeholder="default"
          onChange={(maxTokens) => set({ max_tokens: maxTokens })}
        />
        <NumberField
          label="Top p"
          path="model.params.top_p"
          value={params.top_p}
          step={0.05}
          placeholder="default"
          onChange={(topP) => set({ top_p: topP })}
        />
        <Field label="Reasoning effort">
          <Select
            value={effort ?? 'default'}
            disabled={readOnlyReason !== null}
            options={[
              { value: 'default', label: 'Default' },
              ...choices.map((choice) => ({ value: choice, label: choice })),
            ]}
            onValueChange={(next) => set({ reasoning_effort: next === 'default' ? undefined : next })}
          />
        </Field>
        <NumberField
          label="Top k"
          path="model.params.top_k"
          value={params.top_k}
          step={1}
          placeholder="default"
          onChange={(topK) => set({ top_k: topK })}
        />
        <Field label="Parallel tool calls">
          <Select
            value={
              params.parallel_tool_calls === undefined ? 'default' : params.parallel_tool_calls ? 'on' : 'off'
            }
            disabled={readOnlyReason !== null}
            options={[
              { value: 'default', label: 'Default' },
              { value: 'on', label: 'On' },
              { value: 'off', label: 'Off' },
            ]}
            onValueChange={(next) =>
              set({ parallel_tool_calls: next === 'default' ? undefined : next === 'on' })
            }
          />
        </Field>
      </div>
    </Disclosure>
  );
}

function summaryOf(params: Params): string {
  const said = Object.entries(params).filter(([, value]) => value !== undefined);
  if (said.length === 0) return 'provider’s defaults';
  return said
    .slice(0, 3)
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${typeof value === 'object' ? '…' : String(value)}`)
    .join(' · ');
}
