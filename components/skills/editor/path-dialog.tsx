'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { pathProblem } from './lint-skill';

/** Asks for the path of a file. */
export function PathDialog({
  title,
  confirmLabel,
  initial,
  others,
  onConfirm,
  onClose,
}: {
  title: string;
  confirmLabel: string;
  initial: string;
  /** Paths that are taken. */
  others: readonly string[];
  onConfirm: (path: string) => void;
  onClose: () => void;
}) {
  const [path, setPath] = useState(initial);
  const [showsProblem, setShowsProblem] = useState(false);
  const problem = path.trim() === '' ? 'Give the file a path.' : pathProblem(path.trim(), others);
  const submit = (): void => {
    setShowsProblem(true);
    if (problem === null) onConfirm(path.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={submit}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          label="Path"
          required
          hint="Folders come with slashes. Agents ask for the file by this path."
          error={showsProblem ? problem : null}
        >
          <Input
            mono
            autoFocus
            autoComplete="off"
            spellCheck={false}
            placeholder="references/limits.md"
            value={path}
            onChange={(event) => setPath(event.target.value)}
            onBlur={() => setShowsProblem(path !== initial)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
