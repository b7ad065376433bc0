'use client';

import { useEffect } from 'react';
import { recordRecentPlace } from './recent-places';

/** Remembers the page for the command palette. Renders nothing. */
export function RecordVisit({ label, section }: { label: string; section: string }) {
  useEffect(() => {
    recordRecentPlace({ href: `${window.location.pathname}${window.location.search}`, label, section });
  }, [label, section]);
  return null;
}
