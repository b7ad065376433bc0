'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notify } from './notify';
import { ApiError } from '@/lib/client/api-error';
import { fetchAgent, saveAgent } from '@/lib/client/use-agents';
import type { Agent } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';

export type SaveConflict = {
  /** What somebody else saved meanwhile. */
  theirs: Agent;
  /** What this person wanted to save. */
  mine: AgentManifest;
  note: string;
};

export type SaveAgent = {
  isSaving: boolean;
  conflict: SaveConflict | null;
  save: (request: { manifest: AgentManifest; note: string; ifVersion: number }) => Promise<Agent | null>;
  dropConflict: () => void;
};

/** Saves a definition, guarded against overwriting what somebody else saved meanwhile. Answers null when refused. */
export function useSaveAgent(
  onRefused: (issue: { path: string; message: string } | null) => void,
): SaveAgent {
  const queryClient = useQueryClient();
  const [isSaving, setIsSaving] = useState(false);
  const [conflict, setConflict] = useState<SaveConflict | null>(null);

  const save: SaveAgent['save'] = async ({ manifest, note, ifVersion }) => {
    setIsSaving(true);
    onRefused(null);
    try {
      const { agent, warnings } = await saveAgent({ manifest, note, if_version: ifVersion });
      setConflict(null);
      void queryClient.invalidateQueries({ queryKey: ['agents'] });
      void queryClient.invalidateQueries({ queryKey: ['palette', 'agents'] });
      notify.success(
        agent.version === 1 ? `Saved ${agent.name}` : `Saved version ${agent.version} of ${agent.name}`,
      );
      for (const warning of warnings) notify.warning(warning, { duration: 12_000 });
      return agent;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        const theirs = await fetchAgent(manifest.name).catch(() => null);
        if (theirs) {
          setConflict({ theirs, mine: manifest, note });
          return null;
        }
      }
      refuse(error, onRefused);
      return null;
    } finally {
      setIsSaving(false);
    }
  };

  return { isSaving, conflict, save, dropConflict: () => setConflict(null) };
}

function refuse(error: unknown, onRefused: (issue: { path: string; message: string }) => void): void {
  const message = error instanceof Error ? error.message : 'The agent could not be saved. Try again.';
  const param = error instanceof ApiError ? error.param : undefined;
  if (param) onRefused({ path: param.replace(/^manifest\.?/u, ''), message });
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  notify.error('Not saved', {
    description: requestId ? `${message} (request ${requestId})` : message,
    duration: 12_000,
  });
}
