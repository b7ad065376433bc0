'use client';

import { createContext, useContext } from 'react';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { ContextEstimate } from '@/lib/contract/agent';

/** The definition being edited, shared by every part of the configuration pane. */
export type DraftStore = {
  manifest: AgentManifest;
  /** Why nothing may be changed here, or null. */
  readOnlyReason: string | null;
  /** The agent exists, so its name is fixed. */
  isNameFixed: boolean;
  /** What the draft adds to the context, as the server last counted it. */
  estimate: ContextEstimate | null;
  /** Whether this person may have a draft counted. */
  showsPrices: boolean;
  patch: (fields: Partial<AgentManifest>) => void;
  /** The message to show at a place, once somebody left that field or tried to save. */
  errorAt: (path: string) => string | null;
  /** Remembers that a field was left. */
  touch: (path: string) => void;
};

export const DraftContext = createContext<DraftStore | null>(null);

/** The draft around this component. Only inside the workbench. */
export function useDraft(): DraftStore {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('useDraft is used outside the workbench; render it below DraftContext.');
  return draft;
}
