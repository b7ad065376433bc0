'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { ChatRunner } from './chat-runner/chat-runner';
import type { ChatSnapshot } from './chat-runner/chat-snapshot';

/** How soon a page in sight learns what happened in its session elsewhere. */
const refreshMs = 10_000;

export type UseChat = { chat: ChatSnapshot; runner: ChatRunner };

/**
 * One conversation of the page. A `sessionId` that differs from the session at hand is read from the server;
 * without one the session is made by `ensureSession` with the first message.
 */
export function useChat({
  ensureSession,
  sessionId,
}: {
  ensureSession: () => Promise<string>;
  sessionId?: string | undefined;
}): UseChat {
  const [runner] = useState(() => new ChatRunner(ensureSession));
  const chat = useSyncExternalStore(runner.subscribe, runner.snapshot, runner.snapshot);
  // External system: the runner outlives renders and calls the newest function when a turn is sent.
  useEffect(() => {
    runner.ensureSession = ensureSession;
  }, [runner, ensureSession]);
  // External system: the server's record of the session.
  useEffect(() => {
    void runner.open(sessionId ?? null);
  }, [runner, sessionId]);
  useEffect(() => () => runner.close(), [runner]);
  // External system: other tabs and programs that use the same session.
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) void runner.refresh();
    };
    const timer = setInterval(look, refreshMs);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [runner]);
  return { chat, runner };
}
