'use client';

import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { ModKey } from './mod-key';
import { useShell } from './shell-context';

/** Every keyboard shortcut of the console. */
export function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { groups } = useShell();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description="Letters rest while you type."
    >
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <ShortcutGroup title="Everywhere">
          <Shortcut name="Search or jump to">
            <Kbd>
              <ModKey />K
            </Kbd>
          </Shortcut>
          <Shortcut name="Search on this page">
            <Kbd>/</Kbd>
          </Shortcut>
          <Shortcut name="Next and previous row">
            <Kbd>J</Kbd>
            <Kbd>K</Kbd>
          </Shortcut>
          <Shortcut name="Send or submit">
            <Kbd>
              <ModKey />↵
            </Kbd>
          </Shortcut>
          <Shortcut name="Close what is on top">
            <Kbd>Esc</Kbd>
          </Shortcut>
          <Shortcut name="This list">
            <Kbd>?</Kbd>
          </Shortcut>
        </ShortcutGroup>
        <ShortcutGroup title="Go to">
          {groups
            .flatMap((group) => group.items)
            .map((item) => (
              <Shortcut key={item.href} name={item.label}>
                <Kbd>G</Kbd>
                <Kbd>{item.key.toUpperCase()}</Kbd>
              </Shortcut>
            ))}
        </ShortcutGroup>
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-1 text-xs text-muted">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Shortcut({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[30px] items-center justify-between gap-4 border-b border-line last:border-b-0">
      <dt>{name}</dt>
      <dd className="flex gap-1">{children}</dd>
    </div>
  );
}
