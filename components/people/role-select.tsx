'use client';

import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { roleLabel } from '@/components/layout/role-label';
import { useShell } from '@/components/layout/shell-context';
import { lazyPart } from '@/components/ui/lazy-part';
import { Select } from '@/components/ui/select';
import { roles, type Role } from '@/lib/contract/permissions';
import type { User } from '@/lib/contract/user';
import { grantableRoles } from './role-words';
import { useUpdatePerson } from './use-update-person';

const ConfirmDialog = lazyPart(() =>
  import('@/components/ui/confirm-dialog').then((module) => module.ConfirmDialog),
);

/** A person's role, changed in place; what the server refuses stands below it. */
export function RoleSelect({ person, mayWrite }: { person: User; mayWrite: boolean }) {
  const { user } = useShell();
  const update = useUpdatePerson(person);
  const [wanted, setWanted] = useState<Role | null>(null);
  const grantable = grantableRoles(user.role);
  if (!mayWrite) return <>{roleLabel(person.role)}</>;
  if (!grantable.includes(person.role))
    return <span title="Only an owner changes an owner.">{roleLabel(person.role)}</span>;

  const change = (role: Role): void => {
    setWanted(null);
    const before = person.role;
    update.mutate(
      { role },
      {
        onSuccess: () =>
          toast.success(`${person.name} is ${roleLabel(role)} now`, {
            description: 'They sign in again to go on.',
            ...(person.id === user.id
              ? {}
              : { action: { label: 'Undo', onClick: () => update.mutate({ role: before }) } }),
          }),
      },
    );
  };
  return (
    <>
      <Select
        label={`Role of ${person.name}`}
        size="sm"
        className="w-28"
        value={update.isPending ? (update.variables.role ?? person.role) : person.role}
        disabled={update.isPending}
        onValueChange={(role) => {
          if (role === person.role) return;
          if (person.id === user.id) setWanted(role);
          else change(role);
        }}
        options={roles.map((role) => {
          const mayGive = grantable.includes(role);
          return {
            value: role,
            label: roleLabel(role),
            disabled: !mayGive,
            ...(mayGive ? {} : { detail: 'owners give it' }),
          };
        })}
      />
      {update.error ? (
        <p role="alert" className="mt-1 mb-2 max-w-64 text-xs whitespace-normal text-danger">
          {update.error.message}
        </p>
      ) : null}
      {wanted === null ? null : (
        <ConfirmDialog
          open
          onOpenChange={() => setWanted(null)}
          title="Change your own role?"
          confirmLabel={`Become ${roleLabel(wanted)}`}
          onConfirm={() => change(wanted)}
        >
          You are signed out at once, and may not be able to take it back yourself.
        </ConfirmDialog>
      )}
    </>
  );
}
