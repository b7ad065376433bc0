import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/layout/console-shell';
import { sidebarCookie } from '@/components/layout/sidebar-cookie';
import { requireConsolePrincipal } from '@/lib/auth/require-console-principal';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user, organisation } = await requireConsolePrincipal();
  const jar = await cookies();
  return (
    <ConsoleShell
      identity={{ user, organisation }}
      initiallyCollapsed={sidebarCookie.isCollapsed(jar.get(sidebarCookie.name)?.value)}
    >
      {children}
    </ConsoleShell>
  );
}
