'use client';

import type { ReactNode, Ref } from 'react';
import { cn } from '@/components/ui/cn';
import type { Tone } from '@/components/ui/tone';

const frames: Partial<Record<Tone, { border: string; head: string }>> = {
  approval: { border: 'border-approval/60', head: 'bg-approval/8 dark:bg-approval/12' },
  warning: { border: 'border-warning/60', head: 'bg-warning/8 dark:bg-warning/12' },
  question: { border: 'border-question/50', head: 'bg-question/6 dark:bg-question/10' },
};

/** The frame of a card that asks a person: a tinted head that says what is wanted, content, actions. */
export function CardFrame({
  ref,
  role,
  label,
  tone,
  icon,
  title,
  subject,
  aside,
  actions,
  children,
}: {
  ref?: Ref<HTMLElement>;
  role: 'region' | 'group';
  label: string;
  tone: 'approval' | 'warning' | 'question';
  icon: ReactNode;
  title: string;
  subject?: string;
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      ref={ref}
      role={role}
      aria-label={label}
      className={cn('overflow-hidden rounded-lg border bg-surface', frames[tone]?.border)}
    >
      <header
        className={cn('flex flex-wrap items-center gap-x-2 gap-y-0.5 px-3.5 py-2.5', frames[tone]?.head)}
      >
        {icon}
        <p className="text-sm font-semibold">{title}</p>
        {subject ? <span className="font-mono text-xs wrap-anywhere text-ink">{subject}</span> : null}
        {aside ? <span className="ml-auto text-xs text-muted">{aside}</span> : null}
      </header>
      <div className="flex flex-col gap-3.5 px-3.5 py-3.5">{children}</div>
      {actions ? (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-3.5 py-2.5">
          {actions}
        </footer>
      ) : null}
    </section>
  );
}
