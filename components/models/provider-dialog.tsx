'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from '@/components/ui/toast';
import { applyRefusal } from '@/components/forms/apply-refusal';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import {
  providerSchema,
  type Provider,
  type ProviderCreate,
  type ProviderType,
} from '@/lib/contract/provider';
import { ModelRowsField } from './model-rows-field';
import { fieldMessage } from './field-message';
import { refreshProviders } from './provider-queries';
import { providerTypeOrder, providerTypes } from './provider-types';
import {
  blankProvider,
  movesAway,
  providerFormSchema,
  providerValues,
  toPatch,
  type ProviderValues,
} from './provider-values';

const formId = 'provider-form';

/** Adds a provider, or changes one. What was saved is tested at once by the page. */
export function ProviderDialog({
  provider,
  onClose,
  onSaved,
}: {
  provider: Provider | null;
  onClose: () => void;
  onSaved: (name: string) => void;
}) {
  const queryClient = useQueryClient();
  const form = useForm<ProviderValues, unknown, ProviderCreate>({
    resolver: zodResolver(providerFormSchema, { error: fieldMessage }),
    defaultValues: provider ? providerValues(provider) : blankProvider,
    mode: 'onTouched',
  });
  const { errors, isSubmitting } = form.formState;
  const [type, baseUrl, models] = form.watch(['type', 'base_url', 'models']);
  const info = providerTypes[type];

  const submit = form.handleSubmit(async (input) => {
    try {
      if (provider) await api.patch(apiPaths.provider(provider.name), toPatch(input), dataOf(providerSchema));
      else await api.post(apiPaths.providers(), input, dataOf(providerSchema));
    } catch (error) {
      applyRefusal(form, error);
      return;
    }
    await refreshProviders(queryClient);
    toast.success(provider ? `Saved ${provider.name}` : `Added ${input.name}`);
    onSaved(input.name);
    onClose();
  });

  const changeType = (next: ProviderType): void => {
    const suggested = Object.values(providerTypes).some(({ name }) => name === form.getValues('name'));
    form.setValue('type', next, { shouldDirty: true });
    if (suggested) form.setValue('name', providerTypes[next].name);
    if (next === 'simulated') form.reset({ ...blankProvider, type: next, name: providerTypes[next].name });
    form.clearErrors();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={provider ? `Edit ${provider.name}` : 'Add a provider'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={isSubmitting}
            // Leaving a field validates it, and an error that appears would move this button from under the pointer.
            onMouseDown={(event) => event.preventDefault()}
          >
            {provider ? 'Save' : 'Add provider'}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {provider ? null : (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Type">
              <Select
                value={type}
                onValueChange={changeType}
                options={providerTypeOrder.map((value) => ({ value, label: providerTypes[value].label }))}
              />
            </Field>
            <Field
              label="Name"
              required
              error={errors.name?.message}
              hint="Agents name models as name/model."
            >
              <Input autoComplete="off" spellCheck={false} {...form.register('name')} />
            </Field>
          </div>
        )}
        {type === 'simulated' ? (
          <p className="text-muted">
            It runs inside Tackroom: no key, no address, no cost. It plays the demo tasks and plain orders.
          </p>
        ) : (
          <>
            <Field
              label="Base URL"
              required={type === 'openai_compatible'}
              error={errors.base_url?.message}
              hint={
                info.address === null
                  ? 'Of any server that speaks OpenAI’s chat completions: Ollama, vLLM, OpenRouter, Groq. Mostly ends in /v1.'
                  : `Leave it empty for ${info.address}.`
              }
            >
              <Input
                mono
                type="url"
                autoComplete="off"
                spellCheck={false}
                placeholder={info.address === null ? 'https://…/v1' : `https://${info.address}`}
                {...form.register('base_url')}
              />
            </Field>
            <Field label="API key" error={errors.auth?.api_key?.message} hint={keyHint(provider, baseUrl)}>
              <Input
                mono
                type="password"
                autoComplete="off"
                data-1p-ignore=""
                placeholder={provider?.auth.api_key.set ? `••••${provider.auth.api_key.last4 ?? '••••'}` : ''}
                {...form.register('auth.api_key')}
              />
            </Field>
            <Disclosure
              title="Models and prices"
              summary={models.length === 0 ? 'the provider’s own list' : `${models.length} of your own`}
              defaultOpen={models.length > 0}
            >
              <ModelRowsField form={form} />
            </Disclosure>
          </>
        )}
        <FormError message={errors.root?.message} />
      </form>
    </Dialog>
  );
}

function keyHint(provider: Provider | null, typedUrl: string): string {
  if (provider && movesAway(provider, typedUrl)) {
    return 'The stored key belongs to the old address and is dropped when you save. Enter the key of the new one.';
  }
  if (provider?.auth.api_key.set) return 'Leave it empty to keep the stored key.';
  return 'Stored encrypted, sent to this provider only, never shown again.';
}
