'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useChatContext } from './chat-context';

/** Leads to a run's trace: beside the page while leaving would put an unsaved draft aside, and says so then. */
export function TraceLink({
  href,
  className,
  children,
}: {
  href: string;
  className: string;
  children: ReactNode;
}) {
  const { hasUnsavedDraft } = useChatContext();
  const beside = hasUnsavedDraft
    ? { target: '_blank', title: 'Opens in a new tab, because the draft is not saved' }
    : {};
  return (
    <Link href={href} {...beside} className={className}>
      {children}
      {hasUnsavedDraft ? <span className="sr-only">(opens in a new tab)</span> : null}
    </Link>
  );
}
