'use client';

import { Menu } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { useShell } from './shell-context';

/** Opens the sidebar on a narrow screen. */
export function MenuButton() {
  const { openSidebar } = useShell();
  return (
    <IconButton
      label="Open menu"
      hasTooltip={false}
      onClick={openSidebar}
      className="-ml-2 text-ink md:hidden"
    >
      <Menu aria-hidden />
    </IconButton>
  );
}
