'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { ChipFilter } from '@/components/ui/chip-filter';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { roleMay, type Permission } from '@/lib/contract/permissions';
import { apiKeyCreatedSchema, type ApiKeyCreate } from '@/lib/contract/user';
import { expiryChoices, expiryOf, expiryWords, type ExpiryChoice } from './expiry-choices';
import { NewKeyDialog } from './new-key-dialog';
import { runAgentsScopes, scopeGroups } from './scope-groups';
import { ScopePicker } from './scope-picker';

type Preset = 'run' | 'all' | 'own';

/** Makes a key: what it is for, what it may, how long. Then shows it, once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { user } = useShell();
  const queryClient = useQueryClient();
  const held = scopeGroups
    .flatMap((group) => group.scopes.map(({ scope }) => scope))
    .filter((scope) => roleMay(user.role, scope));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set(runAgentsScopes));
  const [expiry, setExpiry] = useState<ExpiryChoice>('90');
  const [showsProblems, setShowsProblems] = useState(false);
  const creation = useMutation({
    mutationFn: async (body: ApiKeyCreate) =>
      (await api.post(apiPaths.apiKeys(), body, dataOf(apiKeyCreatedSchema))).data,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  if (creation.data) return <NewKeyDialog created={creation.data} onClose={onClose} />;

  const nameProblem = name.trim() === '' ? 'Give the key a name, such as where it is used.' : null;
  const scopeProblem = chosen.size === 0 ? 'Choose at least one scope.' : null;
  const submit = (): void => {
    setShowsProblems(true);
    if (nameProblem ?? scopeProblem ?? (creation.isPending || null)) return;
    creation.mutate({ name: name.trim(), scopes: [...chosen], expires_at: expiryOf(expiry, Date.now()) });
  };
  const preset: Preset = isSame(chosen, runAgentsScopes) ? 'run' : isSame(chosen, held) ? 'all' : 'own';

  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title="New API key"
      description="It speaks for you, within its scopes, and stops when you are suspended."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={creation.isPending} onClick={submit}>
            {creation.isPending ? 'Creating…' : 'Create key'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_160px]">
          <Field label="Name" required error={showsProblems ? nameProblem : null}>
            <Input
              autoFocus
              autoComplete="off"
              maxLength={100}
              placeholder="nightly-report"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label="Expires after">
            <Select
              value={expiry}
              onValueChange={setExpiry}
              options={expiryChoices.map((value) => ({ value, label: expiryWords[value] }))}
            />
          </Field>
        </div>
        <section aria-labelledby="key-scopes" className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 id="key-scopes" className="font-medium">
              Scopes
            </h2>
            <ChipFilter
              label="Presets"
              value={preset}
              onValueChange={(next) =>
                setChosen(new Set(next === 'all' ? held : next === 'run' ? runAgentsScopes : chosen))
              }
              options={[
                { value: 'run', label: 'Run agents' },
                { value: 'all', label: 'Everything I may' },
              ]}
            />
            <span className="ml-auto text-xs text-muted tabular-nums">
              {chosen.size} of {held.length}
            </span>
          </div>
          <ScopePicker held={new Set(held)} chosen={chosen} onChange={setChosen} />
          {showsProblems && scopeProblem ? (
            <p role="alert" className="text-xs text-danger">
              {scopeProblem}
            </p>
          ) : null}
        </section>
        <FormError message={creation.error?.message} />
      </form>
    </Dialog>
  );
}

function isSame(chosen: ReadonlySet<Permission>, scopes: readonly Permission[]): boolean {
  return chosen.size === scopes.length && scopes.every((scope) => chosen.has(scope));
}
