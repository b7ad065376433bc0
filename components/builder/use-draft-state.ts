'use client';

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { isSameManifest } from '@/lib/client/compact-manifest';
import { issuePath, manifestIssues, type ManifestIssue } from '@/lib/client/manifest-issues';
import type { YamlProblem } from '@/lib/client/manifest-yaml';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { draftStorage } from './draft-storage';

const neverChanges = (): (() => void) => () => undefined;

/** YAML that is being typed and does not say a valid definition yet. */
export type BrokenYaml = { text: string; problems: readonly YamlProblem[] };

export type DraftState = {
  manifest: AgentManifest;
  saved: AgentManifest;
  isDirty: boolean;
  issues: readonly ManifestIssue[];
  brokenYaml: BrokenYaml | null;
  /** Rises when the draft was exchanged from outside, so that an open editor starts from the new text. */
  generation: number;
  patch: (fields: Partial<AgentManifest>) => void;
  replace: (manifest: AgentManifest) => void;
  setBrokenYaml: (yaml: BrokenYaml | null) => void;
  /** The draft was saved: what is in it now is the saved state. */
  markSaved: (manifest: AgentManifest) => void;
  discard: () => void;
  errorAt: (path: string) => string | null;
  touch: (path: string) => void;
  /** Shows every message; called when somebody tries to save. */
  touchAll: () => void;
  refuse: (issue: { path: string; message: string } | null) => void;
};

/** The definition being edited: what was saved, what it is now, and what is wrong with it. */
export function useDraftState(options: {
  saved: AgentManifest;
  /** Where the draft starts when it is not the saved state: a duplicate. */
  start?: AgentManifest | undefined;
  storageKey: string;
  version: number | null;
}): DraftState {
  const { storageKey, version } = options;
  const [saved, setSaved] = useState(options.saved);
  const [manifest, setManifest] = useState(options.start ?? options.saved);
  const [brokenYaml, setBrokenYaml] = useState<BrokenYaml | null>(null);
  const [touched, setTouched] = useState<ReadonlySet<string> | 'all'>(new Set());
  const [refusal, setRefusal] = useState<{ path: string; message: string } | null>(null);
  const [generation, setGeneration] = useState(0);
  const [hasRestored, setHasRestored] = useState(false);

  // Only the browser knows what this tab kept, so it is looked up once the page is the browser's own.
  const isBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (isBrowser && !hasRestored) {
    setHasRestored(true);
    const kept = draftStorage.read(storageKey);
    if (kept?.base === version) {
      setManifest(kept.manifest);
      setGeneration((count) => count + 1);
    }
  }

  const isDirty = brokenYaml !== null || !isSameManifest(manifest, saved);
  useEffect(() => {
    if (!hasRestored) return;
    if (isSameManifest(manifest, saved)) draftStorage.clear(storageKey);
    else draftStorage.write(storageKey, { base: version, manifest });
  }, [hasRestored, manifest, saved, storageKey, version]);

  const issues = useMemo(() => manifestIssues(manifest), [manifest]);
  const messages = useMemo(
    () => new Map(issues.map((issue) => [issuePath(issue.path), issue.message])),
    [issues],
  );

  const patch = useCallback((fields: Partial<AgentManifest>) => {
    setRefusal(null);
    setManifest((current) => ({ ...current, ...fields }));
  }, []);
  const replace = useCallback((next: AgentManifest) => {
    setRefusal(null);
    setBrokenYaml(null);
    setManifest(next);
  }, []);
  const touch = useCallback((path: string) => {
    setTouched((current) => (current === 'all' || current.has(path) ? current : new Set([...current, path])));
  }, []);
  const touchAll = useCallback(() => setTouched('all'), []);
  const markSaved = (next: AgentManifest): void => {
    if (!isSameManifest(next, manifest)) setGeneration((count) => count + 1);
    setSaved(next);
    replace(next);
    setTouched(new Set());
  };
  const discard = (): void => {
    setGeneration((count) => count + 1);
    replace(saved);
    setTouched(new Set());
  };
  const errorAt = useCallback(
    (path: string): string | null => {
      if (refusal?.path === path) return refusal.message;
      if (touched !== 'all' && !touched.has(path)) return null;
      return messages.get(path) ?? null;
    },
    [messages, refusal, touched],
  );

  return {
    manifest,
    saved,
    isDirty,
    issues,
    brokenYaml,
    generation,
    patch,
    replace,
    setBrokenYaml,
    markSaved,
    discard,
    errorAt,
    touch,
    touchAll,
    refuse: setRefusal,
  };
}
