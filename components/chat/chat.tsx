'use client';

import { useEffect, useMemo, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { useNow } from '@/components/ui/use-now';
import { runSummary, type RunSummary } from '@/lib/client/turn-state/run-summary';
import type { ChatSnapshot } from '@/lib/client/chat-runner/chat-snapshot';
import { displayItems } from '@/lib/client/turn-state/display-items';
import { pendingCalls } from '@/lib/client/turn-state/pending-calls';
import { isTurnRunning } from '@/lib/client/turn-state/turn-state';
import { useChat } from '@/lib/client/use-chat';
import { announcement } from './announcement';
import { ChatContext, type ChatContextValue } from './chat-context';
import { ChatEmpty } from './chat-empty';
import { ChatSkeleton } from './chat-skeleton';
import { Composer } from './composer/composer';
import { QueuedMessages } from './composer/queued-messages';
import { RunStrip } from './composer/run-strip';
import { StatusLine } from './status-line';
import { Transcript } from './transcript/transcript';

export type ChatProps = {
  /** Makes the session with the first message, or brings a draft up to date before a turn; answers its id. */
  ensureSession: () => Promise<string>;
  sessionId?: string | undefined;
  canRun: { allowed: boolean; reason?: string | undefined };
  samples?: readonly string[] | undefined;
  onRunChange?: ((run: RunSummary) => void) | undefined;
  agentName: string;
  modelSimulated: boolean;
  acceptsImages?: boolean | undefined;
  /** The model's window, to show how full it is. */
  contextWindow?: number | null | undefined;
  /** Id of the signed-in person, to say "you" in decisions read from the server. */
  viewerId?: string | null | undefined;
  /** The page around holds changes that are not saved. */
  hasUnsavedDraft?: boolean | undefined;
};

/** A conversation with an agent: transcript, cards that ask, composer and the figures of the run. Fills its parent. */
export function Chat({
  ensureSession,
  sessionId,
  canRun,
  samples = [],
  onRunChange,
  agentName,
  modelSimulated,
  acceptsImages = false,
  contextWindow = null,
  viewerId = null,
  hasUnsavedDraft = false,
}: ChatProps) {
  const { chat, runner } = useChat({ ensureSession, sessionId });
  const nowMs = useNow();
  const { state, history, choices } = chat;
  const items = useMemo(() => displayItems(state, nowMs), [state, nowMs]);
  const pending = useMemo(() => pendingCalls(state, nowMs), [state, nowMs]);
  const run = useMemo(() => runSummary(state, nowMs), [state, nowMs]);
  useReportRun(run, onRunChange);

  const runReason = canRun.allowed ? null : (canRun.reason ?? 'This agent cannot run now.');
  const queued = useMemo(() => state.turns.filter((turn) => turn.phase === 'queued'), [state]);
  // A queued turn alone is one that starts in a moment.
  const isRunning = state.turns.some(isTurnRunning) || (queued.length > 0 && pending.length === 0);
  const isWaiting = pending.length > 0 && !isRunning;
  const sendReason = runReason ?? historyReason(history);
  const ways = isRunning ? 'queue_or_steer' : isWaiting ? 'queue' : 'send';
  const soleCallId = pending.length === 1 ? (pending[0]?.id ?? null) : null;
  const context = useMemo(
    (): ChatContextValue => ({
      agentName,
      modelSimulated,
      viewerId,
      hasUnsavedDraft,
      choices,
      pendingCount: pending.length,
      soleCallId,
      canDecide: runReason === null,
      decideReason: runReason,
      choose: runner.choose,
      takeBack: runner.takeBack,
      retry: runner.retry,
      dismiss: runner.dismiss,
    }),
    [
      agentName,
      modelSimulated,
      viewerId,
      hasUnsavedDraft,
      choices,
      pending.length,
      soleCallId,
      runReason,
      runner,
    ],
  );

  return (
    <ChatContext.Provider value={context}>
      <div className="flex h-full min-h-0 flex-col bg-surface">
        {history.kind === 'failed' ? (
          <ErrorState
            title="The conversation could not be loaded"
            cause={history.message}
            action={<Button onClick={() => void runner.open(sessionId ?? null)}>Try again</Button>}
            className="grow"
          />
        ) : (
          <Transcript
            key={chat.sessionId ?? 'new'}
            items={items}
            isSimulated={modelSimulated}
            empty={
              history.kind === 'loading' ? (
                <ChatSkeleton />
              ) : (
                <ChatEmpty
                  agentName={agentName}
                  samples={samples}
                  blockedReason={sendReason}
                  onPick={runner.send}
                />
              )
            }
          />
        )}
        <div className="mx-auto flex w-full max-w-[752px] flex-col gap-1 px-4 pb-2">
          <StatusLine
            chat={chat}
            modelSimulated={modelSimulated}
            blockedReason={runReason}
            onReconnect={runner.reconnect}
          />
          <QueuedMessages turns={queued} onRemove={(turnKey) => void runner.removeQueued(turnKey)} />
          <Composer
            agentName={agentName}
            acceptsImages={acceptsImages}
            sessionId={sessionId ?? null}
            isRunning={isRunning}
            isStopping={chat.isStopping}
            isWaiting={isWaiting}
            ways={ways}
            blockedReason={sendReason}
            onSend={runner.send}
            onQueue={runner.queue}
            onSteer={runner.steer}
            onStop={() => void runner.stop()}
            onUpload={runner.upload}
          />
          <RunStrip run={run} contextWindow={contextWindow} />
        </div>
        <div aria-live="polite" aria-atomic className="sr-only">
          {announcement(items, agentName)}
        </div>
      </div>
    </ChatContext.Provider>
  );
}

function historyReason(history: ChatSnapshot['history']): string | null {
  if (history.kind === 'loading') return 'The conversation is still loading.';
  return history.kind === 'failed' ? 'The conversation could not be loaded. Try again first.' : null;
}

/** Tells the page around the chat about the run, once per change. */
function useReportRun(run: RunSummary | null, onRunChange: ChatProps['onRunChange']): void {
  const report = useRef(onRunChange);
  const key = run === null ? '' : JSON.stringify(run);
  // External system: the page around the chat.
  useEffect(() => {
    report.current = onRunChange;
  }, [onRunChange]);
  useEffect(() => {
    // The key is the run as JSON, so what is parsed back is what was summarised.
    if (key !== '') report.current?.(JSON.parse(key) as RunSummary);
  }, [key]);
}
