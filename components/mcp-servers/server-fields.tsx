'use client';

import { Controller, type UseFormReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { McpServer } from '@/lib/contract/mcp-server';
import type { ServerFormValues } from './server-form';

const authOptions = [
  { value: 'none', label: 'None' },
  { value: 'header', label: 'Header', detail: 'a key or token' },
] as const;

/** The fields of a server: all of them for a new one; name and, for a bundled one, address are fixed later. */
export function ServerFields({
  form,
  server,
}: {
  form: UseFormReturn<ServerFormValues>;
  server?: McpServer;
}) {
  const { errors } = form.formState;
  const authType = form.watch('auth.type');
  const stored = server?.auth.value;
  return (
    <div className="flex flex-col gap-4">
      {server ? null : (
        <Field label="Name" required hint="How agents and policies call it." error={errors.name?.message}>
          <Input
            autoComplete="off"
            spellCheck={false}
            placeholder="billing"
            mono
            {...form.register('name')}
          />
        </Field>
      )}
      <Field
        label="Description"
        hint="What the server is for. Agents read this to decide whether to look at its tools."
        error={errors.description?.message}
      >
        <Textarea rows={2} {...form.register('description')} />
      </Field>
      {server?.builtin ? null : (
        <>
          <Field label="Address" required hint={addressHint(server)} error={errors.url?.message}>
            <Input
              type="url"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://mcp.example.com/mcp"
              {...form.register('url')}
            />
          </Field>
          <Field label="Authentication" error={errors.auth?.type?.message}>
            <Controller
              control={form.control}
              name="auth.type"
              render={({ field }) => (
                <Select
                  value={field.value}
                  onValueChange={field.onChange}
                  onBlur={field.onBlur}
                  options={authOptions}
                />
              )}
            />
          </Field>
          {authType === 'header' ? (
            <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <Field label="Header" required error={errors.auth?.header?.message}>
                <Input autoComplete="off" spellCheck={false} {...form.register('auth.header')} />
              </Field>
              <Field
                label="Value"
                required={!stored?.set}
                hint={
                  stored?.set
                    ? `Set${stored.last4 ? `, ends in ${stored.last4}` : ''}. Leave empty to keep it.`
                    : 'Stored encrypted, sent to this address only, never shown again.'
                }
                error={errors.auth?.value?.message}
              >
                <Input
                  type="password"
                  autoComplete="new-password"
                  placeholder="Bearer …"
                  {...form.register('auth.value')}
                />
              </Field>
            </div>
          ) : null}
        </>
      )}
    </div>
  );
}

function addressHint(server: McpServer | undefined): string {
  const hint = 'Its streamable HTTP endpoint.';
  return server ? `${hint} At another host or port, the flags of its tools are up for review again.` : hint;
}
