'use client';

import { Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { Avatar } from '@/components/ui/avatar';
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuLinkItem,
  MenuSeparator,
} from '@/components/ui/dropdown-menu';
import { Kbd } from '@/components/ui/kbd';
import { paths } from '@/lib/client/paths';
import { roleLabel } from './role-label';
import { useShell } from './shell-context';
import { signOut } from './sign-out';

/** Who is signed in, with the way to the account page and out. */
export function UserMenu({ collapsed }: { collapsed: boolean }) {
  const { user, openShortcuts } = useShell();
  return (
    <DropdownMenu
      side="top"
      align="start"
      className="w-52"
      trigger={
        <button
          type="button"
          className="flex min-w-0 grow items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-raised data-[state=open]:bg-raised"
        >
          <Avatar name={user.name} />
          <span className="sr-only">Your account:</span>
          {collapsed ? (
            <span className="sr-only">
              {user.name} {roleLabel(user.role)}
            </span>
          ) : (
            <span className="min-w-0 leading-[17px]">
              <span className="block truncate">{user.name}</span>
              <span className="block truncate text-xs leading-[17px] text-muted">{roleLabel(user.role)}</span>
            </span>
          )}
        </button>
      }
    >
      <MenuLabel>{user.email}</MenuLabel>
      <MenuLinkItem>
        <Link href={paths.account()}>
          <UserRound className="text-faint" aria-hidden />
          Account
        </Link>
      </MenuLinkItem>
      <MenuItem icon={<Keyboard aria-hidden />} shortcut={<Kbd>?</Kbd>} onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
