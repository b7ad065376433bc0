'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { lazyPart } from '@/components/ui/lazy-part';
import { ShellContext, type ConsoleIdentity, type Shell } from './shell-context';
import { Sidebar } from './sidebar';
import { sidebarCookie } from './sidebar-cookie';
import { useHotkeys } from './use-hotkeys';
import { visibleNav } from './visible-nav';

// Loaded at their first use: most visits never open them.
const CommandPalette = lazyPart(() => import('./command-palette').then((module) => module.CommandPalette));
const ShortcutSheet = lazyPart(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet));
const Sheet = lazyPart(() => import('@/components/ui/sheet').then((module) => module.Sheet));

type Layer = 'sidebar' | 'palette' | 'shortcuts';

/** The frame of the console: sidebar, the page, command palette and keyboard. */
export function ConsoleShell({
  identity,
  initiallyCollapsed,
  children,
}: {
  identity: ConsoleIdentity;
  initiallyCollapsed: boolean;
  children: ReactNode;
}) {
  const router = useRouter();
  const pathname = usePathname();
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [layer, setLayer] = useState<Layer | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<Layer>>(new Set());

  const shell = useMemo<Shell>(() => {
    const open = (next: Layer): void => {
      setOpened((before) => new Set([...before, next]));
      setLayer(next);
    };
    return {
      ...identity,
      groups: visibleNav(identity.user.role),
      openSidebar: () => open('sidebar'),
      openPalette: () => open('palette'),
      openShortcuts: () => open('shortcuts'),
    };
  }, [identity]);

  useHotkeys({
    onPalette: () => (layer === 'palette' ? setLayer(null) : shell.openPalette()),
    onShortcuts: shell.openShortcuts,
    onGo: (key) => {
      const item = shell.groups.flatMap((group) => group.items).find((candidate) => candidate.key === key);
      if (item && item.href !== pathname) router.push(item.href);
    },
  });

  const toggleCollapsed = (): void => {
    document.cookie = sidebarCookie.write(!collapsed);
    setCollapsed(!collapsed);
  };
  const closeUnless = (open: boolean): void => {
    if (!open) setLayer(null);
  };

  return (
    <ShellContext.Provider value={shell}>
      <a
        href="#main"
        className="absolute top-2 left-2 z-60 -translate-y-16 rounded-md bg-primary px-3 py-1.5 font-medium text-on-primary focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="flex h-dvh">
        <aside
          aria-label="Sidebar"
          className={cn('hidden shrink-0 border-r border-line md:block', collapsed ? 'w-12' : 'w-56')}
        >
          <Sidebar collapsed={collapsed} onToggle={toggleCollapsed} />
        </aside>
        <main
          id="main"
          tabIndex={-1}
          className="relative flex min-w-0 grow flex-col overflow-y-auto bg-surface outline-none"
        >
          {children}
        </main>
      </div>
      {opened.has('sidebar') ? (
        <Sheet
          open={layer === 'sidebar'}
          onOpenChange={closeUnless}
          title="Menu"
          side="left"
          bare
          className="max-w-64 sm:max-w-64"
        >
          <Sidebar collapsed={false} onNavigate={() => setLayer(null)} />
        </Sheet>
      ) : null}
      {opened.has('palette') ? (
        <CommandPalette open={layer === 'palette'} onOpenChange={closeUnless} />
      ) : null}
      {opened.has('shortcuts') ? (
        <ShortcutSheet open={layer === 'shortcuts'} onOpenChange={closeUnless} />
      ) : null}
    </ShellContext.Provider>
  );
}
