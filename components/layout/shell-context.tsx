'use client';

import { createContext, useContext } from 'react';
import type { Role } from '@/lib/contract/permissions';
import type { NavGroup } from './nav-items';

/** The signed-in person and where they work, for the shell and for pages below it. */
export type ConsoleIdentity = {
  user: { id: string; name: string; email: string; role: Role };
  organisation: { id: string; name: string };
};

export type Shell = ConsoleIdentity & {
  groups: readonly NavGroup[];
  openSidebar: () => void;
  openPalette: () => void;
  openShortcuts: () => void;
};

export const ShellContext = createContext<Shell | null>(null);

/** The shell around this page. Only below the console layout. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell)
    throw new Error('useShell is used outside the console layout; render the page below app/(console).');
  return shell;
}
