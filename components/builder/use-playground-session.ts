'use client';

import { useRef, useState } from 'react';
import { manifestKey } from '@/lib/client/compact-manifest';
import { createSession, updateSessionDraft } from '@/lib/client/use-agents';
import type { Agent } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { Session } from '@/lib/contract/session';

/** What the chat runs on, as far as this page knows. `draftKey` is null until this page has sent the draft once. */
type Binding = { sessionId: string; draft: boolean; version: number | null; draftKey: string | null };

export type PlaygroundSession = {
  sessionId: string | null;
  /** The session the next message goes to; creates it, or hands it the changed draft, when needed. */
  ensureSession: () => Promise<string>;
  /** Starts over: the next message creates a session. */
  startNew: () => void;
  open: (session: Session) => void;
  /** The saved version that the chat is pinned to, or null for a draft or no chat. */
  pinnedVersion: number | null;
};

/** Chooses the session for the next turn: the saved agent as it is, or a draft that follows the form. */
export function usePlaygroundSession(options: {
  agent: Agent | null;
  manifest: AgentManifest;
  isDirty: boolean;
  initial: Session | null;
  /** Puts the session into the address, so that a reload continues. */
  onSession: (sessionId: string | null) => void;
}): PlaygroundSession {
  const { agent, manifest, isDirty, onSession } = options;
  const [binding, setBinding] = useState<Binding | null>(() =>
    options.initial ? bindingOf(options.initial) : null,
  );
  const pending = useRef<Promise<string> | null>(null);

  const bind = (next: Binding | null): void => {
    setBinding(next);
    onSession(next?.sessionId ?? null);
  };

  const prepare = async (): Promise<string> => {
    const draftKey = manifestKey(manifest);
    if (binding?.draft) {
      if (binding.draftKey !== draftKey) {
        await updateSessionDraft(binding.sessionId, manifest);
        setBinding({ ...binding, draftKey });
      }
      return binding.sessionId;
    }
    // A chat of a saved version stays with it; the page says so and offers a new chat for the draft.
    if (binding) return binding.sessionId;
    const session =
      agent && !isDirty
        ? await createSession({ agent_name: agent.name, version: agent.version })
        : await createSession({ draft: { manifest } });
    bind({ ...bindingOf(session), draftKey });
    return session.id;
  };

  return {
    sessionId: binding?.sessionId ?? null,
    pinnedVersion: binding && !binding.draft ? binding.version : null,
    // Two quick presses must not make two sessions.
    ensureSession: () => {
      pending.current ??= prepare().finally(() => {
        pending.current = null;
      });
      return pending.current;
    },
    startNew: () => bind(null),
    open: (session) => bind(bindingOf(session)),
  };
}

function bindingOf(session: Session): Binding {
  return { sessionId: session.id, draft: session.draft, version: session.agent_version, draftKey: null };
}
