'use client';

import { useState } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Fact, FactList } from '@/components/ui/fact-list';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Skill } from '@/lib/contract/skill';
import type { FileChanges } from './file-changes';

/** Asks what changed, and says who gets it. A version cannot be taken back, only followed by the next one. */
export function PublishDialog({
  version,
  changes,
  uses,
  pending,
  error,
  onPublish,
  onClose,
}: {
  version: number;
  changes: FileChanges;
  uses: Skill['used_by'];
  pending: boolean;
  error: string | null;
  onPublish: (note: string) => void;
  onClose: () => void;
}) {
  const [note, setNote] = useState('');
  const label = `Publish version ${version}`;
  const followers = uses.filter((use) => use.version === null).map((use) => use.agent);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={label}
      description={
        followers.length > 0
          ? `${followers.join(', ')} follow${followers.length === 1 ? 's' : ''} the latest version and use${followers.length === 1 ? 's' : ''} this one from the next turn on.`
          : 'No agent follows the latest version. Attach the skill, or this version of it, in an agent.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={() => onPublish(note.trim())}>
            {label}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) onPublish(note.trim());
        }}
      >
        {version > 1 ? (
          <FactList>
            {changes.changed.length > 0 ? <Fact label="Changed">{changes.changed.join(', ')}</Fact> : null}
            {changes.added.length > 0 ? <Fact label="Added">{changes.added.join(', ')}</Fact> : null}
            {changes.removed.length > 0 ? <Fact label="Removed">{changes.removed.join(', ')}</Fact> : null}
          </FactList>
        ) : null}
        <Field label="Note" hint="Optional; shown in the list of versions.">
          <Input
            autoFocus
            maxLength={1000}
            placeholder="What changed, and why"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <FormError message={error} />
      </form>
    </Dialog>
  );
}
