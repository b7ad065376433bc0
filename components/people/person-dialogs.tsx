'use client';

import { toast } from '@/components/ui/toast';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { assertNever } from '@/lib/client/assert-never';
import type { User, UserPatch } from '@/lib/contract/user';
import { RenameDialog } from './rename-dialog';
import { ResetPasswordDialog } from './reset-password-dialog';
import { useUpdatePerson } from './use-update-person';

export type PersonActionKind = 'rename' | 'reset' | 'suspend' | 'reactivate';
export type PersonAction = { kind: PersonActionKind; person: User };

/** The dialog of the action that was chosen for a person. */
export function PersonDialogs({ action, onClose }: { action: PersonAction; onClose: () => void }) {
  const { kind, person } = action;
  const update = useUpdatePerson(person);
  const send = (patch: UserPatch, done: string): void =>
    update.mutate(patch, {
      onSuccess: () => {
        toast.success(done);
        onClose();
      },
    });
  const shared = { pending: update.isPending, error: update.error?.message ?? null };
  switch (kind) {
    case 'rename':
      return (
        <RenameDialog
          {...shared}
          person={person}
          onRename={(name) => send({ name }, `Renamed ${person.email} to ${name}`)}
          onClose={onClose}
        />
      );
    case 'reset':
      return (
        <ResetPasswordDialog
          {...shared}
          person={person}
          onReset={(password) => send({ password }, `Reset the password of ${person.name}`)}
          onClose={onClose}
        />
      );
    case 'suspend':
      return (
        <ConfirmDialog
          {...shared}
          open
          onOpenChange={onClose}
          title={`Suspend ${person.name}?`}
          confirmLabel="Suspend"
          onConfirm={() => send({ suspended: true }, `Suspended ${person.name}`)}
        >
          {person.email} is signed out and their API keys stop working, until somebody reactivates them. Their
          agents, skills and traces stay.
        </ConfirmDialog>
      );
    case 'reactivate':
      return (
        <ConfirmDialog
          {...shared}
          open
          onOpenChange={onClose}
          title={`Reactivate ${person.name}?`}
          confirmLabel="Reactivate"
          onConfirm={() => send({ suspended: false }, `Reactivated ${person.name}`)}
        >
          {person.email} can sign in again with the password they had, and their API keys work again.
        </ConfirmDialog>
      );
    default:
      return assertNever(kind);
  }
}
