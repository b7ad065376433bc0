'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { resourceNameSchema } from '@/lib/contract/names';

/** Asks what saving needs to know: the name of a new agent, and what changed. */
export function SaveDialog({
  label,
  name: initialName,
  isNameFixed,
  isSaving,
  onSave,
  onClose,
}: {
  /** The action, such as "Save version 3". */
  label: string;
  name: string;
  isNameFixed: boolean;
  isSaving: boolean;
  onSave: (fields: { name: string; note: string }) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState(initialName);
  const [note, setNote] = useState('');
  const [showError, setShowError] = useState(false);
  const parsed = resourceNameSchema.safeParse(name);
  const error = parsed.success
    ? null
    : name === ''
      ? 'Give the agent a name.'
      : (parsed.error.issues[0]?.message ?? null);
  const submit = (): void => {
    setShowError(true);
    if (error === null) onSave({ name, note: note.trim() });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={label}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={isSaving} onClick={submit}>
            {label}
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
        {isNameFixed ? null : (
          <Field
            label="Agent name"
            required
            error={showError ? error : null}
            hint="Lower case letters, digits and dashes. Code and colleagues address the agent by it."
          >
            <Input
              mono
              autoFocus
              autoComplete="off"
              spellCheck={false}
              value={name}
              placeholder="invoice-triage"
              onChange={(event) => setName(event.target.value.toLowerCase().replaceAll(/[\s_]+/gu, '-'))}
              onBlur={() => setShowError(name !== '')}
            />
          </Field>
        )}
        <Field label="What changed" hint="Optional; shown in the list of versions.">
          <Input
            autoFocus={isNameFixed}
            value={note}
            maxLength={1000}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <button type="submit" hidden>
          {label}
        </button>
      </form>
    </Dialog>
  );
}
