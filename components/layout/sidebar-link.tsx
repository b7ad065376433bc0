'use client';

import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { HoverLink } from '@/components/ui/hover-link';
import { Tooltip } from '@/components/ui/tooltip';
import type { NavItem } from './nav-items';

/** One page in the sidebar; only its icon where the sidebar is collapsed. */
export function SidebarLink({
  item,
  collapsed,
  onNavigate,
}: {
  item: NavItem;
  collapsed: boolean;
  onNavigate?: (() => void) | undefined;
}) {
  const pathname = usePathname();
  const isHere = pathname === item.href || pathname.startsWith(`${item.href}/`);
  const Icon = item.icon;
  const link = (
    <HoverLink
      href={item.href}
      aria-current={isHere ? 'page' : undefined}
      onClick={onNavigate}
      className={cn(
        'flex h-7 items-center gap-2.5 rounded-sm border-l-2 border-transparent px-1.5 text-muted hover:bg-raised hover:text-ink',
        isHere && 'border-accent bg-raised font-medium text-ink',
        collapsed && 'justify-center px-0 pr-0.5',
      )}
    >
      <Icon aria-hidden />
      <span className={collapsed ? 'sr-only' : 'truncate'}>{item.label}</span>
    </HoverLink>
  );
  return collapsed ? (
    <Tooltip content={item.label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
