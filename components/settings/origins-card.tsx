'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { settingsSchema } from '@/lib/contract/settings';
import { originProblem } from './origin-problem';

type Change = { add: string } | { remove: string };

/** The origins whose pages may call the API: each is added and removed by itself. */
export function OriginsCard({ initial, mayWrite }: { initial: readonly string[]; mayWrite: boolean }) {
  const [origins, setOrigins] = useState(initial);
  const [draft, setDraft] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: saveChange,
    onSuccess: (saved, change) => {
      setOrigins(saved);
      if ('add' in change) setDraft('');
      toast.success('add' in change ? `${change.add} may call the API` : `${change.remove} was removed`);
    },
  });
  const add = (): void => {
    const origin = draft.trim();
    const found = originProblem(origin, origins);
    setProblem(found);
    if (found === null && !save.isPending) save.mutate({ add: origin });
  };

  return (
    <section aria-labelledby="settings-origins" className="rounded-lg border border-line bg-surface">
      <div className="flex flex-col gap-1 border-b border-line px-4 py-3">
        <h2 id="settings-origins" className="text-base font-semibold">
          Origins that may call the API from a browser
        </h2>
        <p className="text-muted">
          Their pages may use the API with an API key. Browsers keep all other pages out; programs that run
          elsewhere need no entry.
        </p>
      </div>
      {origins.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          No origin is listed: only this console calls the API from a browser.
        </p>
      ) : (
        <ul aria-label="Listed origins">
          {origins.map((origin) => (
            <li
              key={origin}
              className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4 py-1.5 last:border-b-0"
            >
              <span className="min-w-0 font-mono text-xs wrap-anywhere">{origin}</span>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Remove ${origin}`}
                disabledReason={mayWrite ? null : noRight}
                onClick={() => setRemoving(origin)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        noValidate
        className="flex flex-col gap-3 border-t border-line px-4 py-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (mayWrite) add();
        }}
      >
        <Field
          label="New origin"
          hint="Scheme, host and port as a browser sends them, such as https://app.example.com."
          error={problem}
        >
          <Input
            mono
            type="url"
            autoComplete="off"
            maxLength={300}
            readOnly={!mayWrite}
            value={draft}
            onChange={(event) => {
              setDraft(event.target.value);
              setProblem(null);
            }}
          />
        </Field>
        <FormError message={save.error?.message} />
        <div>
          <Button
            type="submit"
            variant="primary"
            pending={save.isPending}
            disabledReason={mayWrite ? null : noRight}
          >
            Add origin
          </Button>
        </div>
      </form>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove ${removing ?? ''}?`}
        confirmLabel="Remove origin"
        onConfirm={() => {
          if (removing !== null) save.mutate({ remove: removing });
          setRemoving(null);
        }}
      >
        Browsers refuse calls of its pages from then on. Keys stay as they are.
      </ConfirmDialog>
    </section>
  );
}

const noRight = 'Changing settings takes the admin role.';
const answerSchema = dataOf(settingsSchema);

/** Changes the list as it stands now, so that what somebody else has added meanwhile stays. */
async function saveChange(change: Change): Promise<readonly string[]> {
  const { data: current } = await api.get(apiPaths.settings(), answerSchema);
  const wanted =
    'add' in change
      ? [...new Set([...current.allowed_origins, change.add])]
      : current.allowed_origins.filter((origin) => origin !== change.remove);
  const answer = await api.patch(apiPaths.settings(), { allowed_origins: wanted }, answerSchema);
  return answer.data.allowed_origins;
}
