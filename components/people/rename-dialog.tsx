'use client';

import { useState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { User } from '@/lib/contract/user';

/** Asks for a person's new name. */
export function RenameDialog({
  person,
  pending,
  error,
  onRename,
  onClose,
}: {
  person: User;
  pending: boolean;
  error: string | null;
  onRename: (name: string) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState(person.name);
  const [showsProblem, setShowsProblem] = useState(false);
  const problem = name.trim() === '' ? 'Enter the name.' : null;
  const submit = (): void => {
    setShowsProblem(true);
    if (problem === null && !pending) onRename(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={`Rename ${person.name}`}
      description={person.email}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={submit}>
            Rename
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
        <Field label="Name" required error={showsProblem ? problem : null}>
          <Input
            autoFocus
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onBlur={() => setShowsProblem(true)}
          />
        </Field>
        <FormError message={error} />
      </form>
    </Dialog>
  );
}
