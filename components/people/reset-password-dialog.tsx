'use client';

import { useState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { passwordSchema, type User } from '@/lib/contract/user';
import { PasswordInput } from './password-input';

/** Sets a new password for somebody who lost theirs. */
export function ResetPasswordDialog({
  person,
  pending,
  error,
  onReset,
  onClose,
}: {
  person: User;
  pending: boolean;
  error: string | null;
  onReset: (password: string) => void;
  onClose: () => void;
}) {
  const [password, setPassword] = useState('');
  const [showsProblem, setShowsProblem] = useState(false);
  const parsed = passwordSchema.safeParse(password);
  const problem = parsed.success ? null : (parsed.error.issues[0]?.message ?? null);
  const submit = (): void => {
    setShowsProblem(true);
    if (problem === null && !pending) onReset(password);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Reset the password of ${person.name}`}
      description={`${person.email} is signed out everywhere and signs in with the new one.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={submit}>
            Reset password
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
        <PasswordInput
          label="New password"
          value={password}
          error={showsProblem ? problem : null}
          onValueChange={setPassword}
          onBlur={() => setShowsProblem(password !== '')}
        />
        <FormError message={error} />
      </form>
    </Dialog>
  );
}
