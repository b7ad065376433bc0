'use client';

import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Switch } from '@/components/ui/switch';
import { formatDuration, formatMoney } from '@/lib/client/format';
import { manifestDefaults, type AgentManifest } from '@/lib/contract/agent-manifest';
import { useDraft } from './draft-context';
import { NumberField } from './number-field';

type Config = AgentManifest['config'];

/** How far a run may go, and whether the agent may ask people. */
export function LimitsSection() {
  const { manifest, patch, readOnlyReason } = useDraft();
  const { config } = manifest;
  const set = (fields: Partial<Config>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...config, ...fields }).filter(([, value]) => value !== undefined),
    );
    patch({ config: next });
  };
  const asks = config.ask_user_questions?.enabled ?? true;
  return (
    <Disclosure title="Limits and questions" summary={summaryOf(config, asks)}>
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <NumberField
            label="Steps"
            path="config.iteration_limit"
            value={config.iteration_limit}
            step={1}
            placeholder={String(manifestDefaults.iterationLimit)}
            hint="Model calls per turn"
            onChange={(limit) => set({ iteration_limit: limit })}
          />
          <NumberField
            label="Timeout"
            path="config.timeout_seconds"
            value={config.timeout_seconds}
            step={1}
            placeholder={String(manifestDefaults.timeoutSeconds)}
            hint="Seconds per turn"
            onChange={(seconds) => set({ timeout_seconds: seconds })}
          />
          <NumberField
            label="Cost cap"
            path="config.max_cost_usd"
            value={config.max_cost_usd}
            step={0.05}
            placeholder="none"
            hint="USD per run"
            onChange={(cost) => set({ max_cost_usd: cost })}
          />
        </div>
        <Field
          label="May ask people questions"
          inline
          hint="The agent can stop and ask, with options and free text, when something is missing."
        >
          <Switch
            checked={asks}
            disabled={readOnlyReason !== null}
            onCheckedChange={(enabled) =>
              set({ ask_user_questions: { ...config.ask_user_questions, enabled } })
            }
          />
        </Field>
      </div>
    </Disclosure>
  );
}

function summaryOf(config: Config, asks: boolean): string {
  const seconds = config.timeout_seconds ?? manifestDefaults.timeoutSeconds;
  return [
    `${config.iteration_limit ?? manifestDefaults.iterationLimit} steps`,
    formatDuration(seconds * 1000),
    config.max_cost_usd === undefined ? null : formatMoney(config.max_cost_usd),
    asks ? 'may ask' : 'never asks',
  ]
    .filter(Boolean)
    .join(' · ');
}
