'use client';

import { ChevronDown, Sparkles } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { controlClass } from '@/components/ui/control-class';
import { Field, useFieldControl } from '@/components/ui/field';
import { Picker } from '@/components/ui/picker';
import type { Model } from '@/lib/contract/provider';
import { useDraft } from './draft-context';
import { modelDetail, shortModelName } from './model-detail';

/** Picks the model, with what it costs and how much it reads. */
export function ModelField({ models }: { models: readonly Model[] }) {
  const { manifest, patch, errorAt, estimate, readOnlyReason } = useDraft();
  const current = models.find((model) => model.name === manifest.model.name);
  const problem = estimate?.problems.find((candidate) => candidate.path.startsWith('model'));
  const unknown =
    manifest.model.name !== '' && !current && models.length > 0
      ? `No provider here has the model ${manifest.model.name}. Pick another, or ask an admin to add it under Models.`
      : null;
  const trigger = (
    <ModelTrigger name={manifest.model.name} model={current} disabled={readOnlyReason !== null} />
  );
  return (
    <Field
      label="Model"
      error={errorAt('model.name') ?? errorAt('model') ?? unknown ?? problem?.message}
      hint={
        current?.simulated
          ? 'A simulated model: it plays the demo tasks and plain orders such as “call TOOL {…}”, and invents nothing.'
          : undefined
      }
    >
      {readOnlyReason !== null ? (
        trigger
      ) : (
        <Picker
          label="Search models"
          trigger={trigger}
          selected={manifest.model.name}
          emptyText="No model matches. An admin adds providers under Models."
          items={models.map((model) => ({
            value: model.name,
            label: shortModelName(model.name),
            group: model.provider,
            detail: model.simulated ? `simulated · ${modelDetail(model)}` : modelDetail(model),
            keywords: [model.name, model.provider, model.provider_type],
          }))}
          onPick={(name) => patch({ model: { ...manifest.model, name } })}
        />
      )}
    </Field>
  );
}

function ModelTrigger({
  name,
  model,
  disabled,
  ...props
}: {
  name: string;
  model: Model | undefined;
  disabled: boolean;
} & React.ComponentProps<'button'>) {
  return (
    <button
      type="button"
      role="combobox"
      aria-haspopup="dialog"
      aria-expanded={false}
      {...props}
      {...useFieldControl()}
      disabled={disabled}
      className={cn(controlClass, 'flex h-[34px] items-center gap-2 text-left')}
    >
      <Sparkles className="text-muted" aria-hidden />
      <span className={cn('min-w-0 truncate', name === '' ? 'text-faint' : 'font-medium')}>
        {name === '' ? 'Pick a model' : shortModelName(name)}
      </span>
      {model?.simulated ? <Badge tone="accent">simulated</Badge> : null}
      <span className="ml-auto shrink-0 pl-2 text-xs text-muted">{model ? modelDetail(model) : null}</span>
      <ChevronDown className="text-faint" aria-hidden />
    </button>
  );
}
