'use client';

import { Plus, X } from 'lucide-react';
import { useFieldArray, type UseFormReturn } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import type { ProviderCreate } from '@/lib/contract/provider';
import { blankModel, type ProviderValues } from './provider-values';

type Form = UseFormReturn<ProviderValues, unknown, ProviderCreate>;

/** Models of an own list with their window and prices. Without any row the provider's own list counts. */
export function ModelRowsField({ form }: { form: Form }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'models' });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">
        With rows here, agents can use exactly these models. Leave it empty for the provider’s own list.
        Prices are in USD per million tokens; where they are left out, the price list that comes with Tackroom
        counts.
      </p>
      {fields.map((field, index) => (
        <ModelRow key={field.id} form={form} index={index} onRemove={() => remove(index)} />
      ))}
      <div>
        <Button size="sm" onClick={() => append(blankModel)}>
          <Plus aria-hidden /> Add a model
        </Button>
      </div>
    </div>
  );
}

function ModelRow({ form, index, onRemove }: { form: Form; index: number; onRemove: () => void }) {
  const { register, formState } = form;
  const errors = formState.errors.models?.[index];
  return (
    <fieldset className="relative rounded-md border border-line p-3">
      <legend className="sr-only">Model {index + 1}</legend>
      <div className="grid grid-cols-2 gap-3 pr-8 sm:grid-cols-3">
        <Field label="Model id" error={errors?.id?.message} className="col-span-2">
          <Input mono autoComplete="off" spellCheck={false} {...register(`models.${index}.id`)} />
        </Field>
        <Field label="Context window" error={errors?.context_window?.message}>
          <Input inputMode="numeric" placeholder="128000" {...register(`models.${index}.context_window`)} />
        </Field>
      </div>
      <div className="mt-3 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Field label="Input, $/M" error={errors?.prices?.input?.message}>
          <Input inputMode="decimal" {...register(`models.${index}.prices.input`)} />
        </Field>
        <Field label="Output, $/M" error={errors?.prices?.output?.message}>
          <Input inputMode="decimal" {...register(`models.${index}.prices.output`)} />
        </Field>
        <Field label="Cache read, $/M" error={errors?.prices?.cache_read?.message}>
          <Input inputMode="decimal" {...register(`models.${index}.prices.cache_read`)} />
        </Field>
        <Field label="Cache write, $/M" error={errors?.prices?.cache_write?.message}>
          <Input inputMode="decimal" {...register(`models.${index}.prices.cache_write`)} />
        </Field>
      </div>
      <IconButton label={`Remove model ${index + 1}`} onClick={onRemove} className="absolute top-2 right-2">
        <X aria-hidden />
      </IconButton>
    </fieldset>
  );
}
