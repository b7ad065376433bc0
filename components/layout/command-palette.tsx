'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Bot, Clock, Keyboard, LogOut, Monitor, Moon, Play, Plus, Sun, UserRound } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { api } from '@/lib/client/api-client';
import { apiPaths, paths } from '@/lib/client/paths';
import { agentSummarySchema } from '@/lib/contract/agent';
import { listOf } from '@/lib/contract/pagination';
import { roleMay } from '@/lib/contract/permissions';
import { PaletteItem } from './palette-item';
import { readRecentPlaces } from './recent-places';
import { useShell } from './shell-context';
import { signOut } from './sign-out';

const agentListSchema = listOf(agentSummarySchema);

/** Go anywhere, reach recent things and agents, switch the theme, sign out: all from the keyboard. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-lg border border-line bg-surface shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Search or jump to…</Dialog.Title>
          <PaletteBody close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ close }: { close: () => void }) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { groups, user, openShortcuts } = useShell();
  const [search, setSearch] = useState('');
  const [recent] = useState(() => readRecentPlaces());
  const agents = useQuery({
    queryKey: ['palette', 'agents'],
    queryFn: ({ signal }) => api.get(apiPaths.agents(), agentListSchema, { signal }),
  });
  const run = (action: () => void) => () => {
    close();
    action();
  };
  const go = (href: string) => run(() => router.push(href));
  const agentNames = agents.data?.data.map((agent) => agent.name) ?? [];
  const maySave = roleMay(user.role, 'agents:write');
  const mayRun = roleMay(user.role, 'sessions:write');

  return (
    <Command label="Search or jump to…" loop className="flex max-h-[min(480px,70vh)] flex-col">
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Search or jump to…"
        className="h-12 w-full shrink-0 border-b border-line bg-transparent px-4 text-base outline-none"
      />
      <Command.List className="min-h-0 grow overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-muted">
          Nothing here is called “{search}”.
        </Command.Empty>
        {recent.length > 0 ? (
          <PaletteGroup heading="Recent">
            {recent.map((place) => (
              <PaletteItem
                key={place.href}
                value={`recent ${place.href}`}
                words={[place.label]}
                icon={<Clock aria-hidden />}
                detail={place.section}
                onSelect={go(place.href)}
              >
                {place.label}
              </PaletteItem>
            ))}
          </PaletteGroup>
        ) : null}
        <PaletteGroup heading="Go to">
          {groups
            .flatMap((group) => group.items)
            .map((item) => (
              <PaletteItem
                key={item.href}
                value={`go ${item.href}`}
                words={[item.label]}
                icon={<item.icon aria-hidden />}
                detail={
                  <>
                    <Kbd>G</Kbd> <Kbd>{item.key.toUpperCase()}</Kbd>
                  </>
                }
                onSelect={go(item.href)}
              >
                {item.label}
              </PaletteItem>
            ))}
          <PaletteItem
            value="go account"
            words={['Account', 'password']}
            icon={<UserRound aria-hidden />}
            onSelect={go(paths.account())}
          >
            Account
          </PaletteItem>
        </PaletteGroup>
        {agentNames.length > 0 ? (
          <PaletteGroup heading="Agents">
            {agentNames.map((name) => (
              <PaletteItem
                key={name}
                value={`agent ${name}`}
                words={[name]}
                icon={<Bot aria-hidden />}
                onSelect={go(paths.agent(name))}
              >
                {name}
              </PaletteItem>
            ))}
            {search !== '' && mayRun
              ? agentNames.map((name) => (
                  <PaletteItem
                    key={`try ${name}`}
                    value={`try ${name}`}
                    words={[name, 'playground']}
                    icon={<Play aria-hidden />}
                    onSelect={go(paths.playground({ agent: name }))}
                  >
                    Try {name}
                  </PaletteItem>
                ))
              : null}
          </PaletteGroup>
        ) : null}
        <PaletteGroup heading="Actions">
          {maySave ? (
            <PaletteItem
              value="new agent"
              words={['create']}
              icon={<Plus aria-hidden />}
              onSelect={go(paths.newAgent())}
            >
              New agent
            </PaletteItem>
          ) : null}
          <PaletteItem
            value="Light theme"
            words={['appearance', 'mode']}
            icon={<Sun aria-hidden />}
            onSelect={run(() => setTheme('light'))}
          >
            Light theme
          </PaletteItem>
          <PaletteItem
            value="Dark theme"
            words={['appearance', 'mode']}
            icon={<Moon aria-hidden />}
            onSelect={run(() => setTheme('dark'))}
          >
            Dark theme
          </PaletteItem>
          <PaletteItem
            value="System theme"
            words={['appearance', 'mode']}
            icon={<Monitor aria-hidden />}
            onSelect={run(() => setTheme('system'))}
          >
            System theme
          </PaletteItem>
          <PaletteItem
            value="keyboard shortcuts"
            icon={<Keyboard aria-hidden />}
            detail={<Kbd>?</Kbd>}
            onSelect={run(openShortcuts)}
          >
            Keyboard shortcuts
          </PaletteItem>
          <PaletteItem
            value="sign out"
            words={['log out']}
            icon={<LogOut aria-hidden />}
            onSelect={run(signOut)}
          >
            Sign out
          </PaletteItem>
        </PaletteGroup>
      </Command.List>
    </Command>
  );
}

function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
