'use client';

import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Kbd } from '@/components/ui/kbd';
import { BrandMark } from './brand-mark';
import { ModKey } from './mod-key';
import { SidebarLink } from './sidebar-link';
import { useShell } from './shell-context';
import { ThemeMenu } from './theme-menu';
import { UserMenu } from './user-menu';

export type SidebarProps = {
  collapsed: boolean;
  /** Absent where the sidebar is a sheet, which closes instead. */
  onToggle?: (() => void) | undefined;
  onNavigate?: (() => void) | undefined;
};

/** The map of the console: organisation, search, the pages a role may open, and the person. */
export function Sidebar({ collapsed, onToggle, onNavigate }: SidebarProps) {
  const { organisation, groups, openPalette } = useShell();
  return (
    <div className="flex h-full flex-col bg-canvas">
      <div className={cn('flex items-center gap-2 px-3 pt-3 pb-1.5', collapsed && 'flex-col px-0')}>
        <BrandMark className={collapsed ? '' : 'ml-1'} />
        {collapsed ? null : <span className="min-w-0 grow truncate font-medium">{organisation.name}</span>}
        {onToggle ? (
          <IconButton
            label={collapsed ? 'Expand sidebar' : 'Collapse sidebar'}
            onClick={onToggle}
            className="size-6 text-faint"
          >
            {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          </IconButton>
        ) : null}
      </div>
      <div className={cn('px-2.5 pb-2', collapsed && 'flex justify-center px-0')}>
        {collapsed ? (
          <IconButton label="Search or jump to…" onClick={openPalette}>
            <Search aria-hidden />
          </IconButton>
        ) : (
          <button
            type="button"
            onClick={openPalette}
            className="flex h-[30px] w-full items-center gap-2 rounded-md border border-line bg-surface px-2 text-muted hover:border-line-strong"
          >
            <Search aria-hidden />
            <span className="grow text-left">Search or jump to…</span>
            <Kbd>
              <ModKey />K
            </Kbd>
          </button>
        )}
      </div>
      <nav aria-label="Main" className={cn('min-h-0 grow overflow-y-auto px-2.5 pb-3', collapsed && 'px-2')}>
        {groups.map((group) => (
          <div
            key={group.label}
            role="group"
            aria-label={group.label}
            className={collapsed ? 'border-t border-line py-1.5 first:border-t-0' : 'pt-2.5'}
          >
            {collapsed ? null : <div className="px-2 pb-1 text-xs text-muted">{group.label}</div>}
            <ul className="flex flex-col gap-px">
              {group.items.map((item) => (
                <li key={item.href}>
                  <SidebarLink item={item} collapsed={collapsed} onNavigate={onNavigate} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={cn('flex items-center gap-1 p-2.5', collapsed && 'flex-col-reverse px-0')}>
        <UserMenu collapsed={collapsed} />
        <ThemeMenu />
      </div>
    </div>
  );
}
