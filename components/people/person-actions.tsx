'use client';

import { KeyRound, MoreHorizontal, PencilLine, UserCheck, UserX } from 'lucide-react';
import { useShell } from '@/components/layout/shell-context';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { User } from '@/lib/contract/user';
import type { PersonActionKind } from './person-dialogs';
import { grantableRoles } from './role-words';

/** What can be done with one person. What cannot says why. */
export function PersonActions({
  person,
  onAction,
}: {
  person: User;
  onAction: (kind: PersonActionKind) => void;
}) {
  const { user } = useShell();
  const isSelf = person.id === user.id;
  const mayChange = grantableRoles(user.role).includes(person.role);
  const because = (reason: string | null): string =>
    mayChange ? (reason ? ` (${reason})` : '') : ' (only an owner may)';
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Actions for ${person.name}`} hasTooltip={false} className="size-7">
          <MoreHorizontal aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={<PencilLine aria-hidden />} disabled={!mayChange} onSelect={() => onAction('rename')}>
        Rename…{because(null)}
      </MenuItem>
      <MenuItem
        icon={<KeyRound aria-hidden />}
        disabled={!mayChange || isSelf}
        onSelect={() => onAction('reset')}
      >
        Reset password…{because(isSelf ? 'change yours under Account' : null)}
      </MenuItem>
      <MenuSeparator />
      {person.suspended ? (
        <MenuItem
          icon={<UserCheck aria-hidden />}
          disabled={!mayChange}
          onSelect={() => onAction('reactivate')}
        >
          Reactivate…{because(null)}
        </MenuItem>
      ) : (
        <MenuItem
          danger={mayChange && !isSelf}
          icon={<UserX aria-hidden />}
          disabled={!mayChange || isSelf}
          onSelect={() => onAction('suspend')}
        >
          Suspend…{because(isSelf ? 'you cannot suspend yourself' : null)}
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
