'use client';

import { memo } from 'react';
import { cn } from '@/components/ui/cn';
import { CopyButton } from '@/components/ui/copy-button';
import { Duration } from '@/components/ui/duration';
import { Money } from '@/components/ui/money';
import { Tokens } from '@/components/ui/tokens';
import type { MessageRecord } from '@/lib/client/turn-state/turn-state';
import { Markdown } from './markdown';
import { StepLink } from './step-link';

/** What the agent said, with what it cost beneath; the figures show on hover and focus and always hold their place. */
export const MessageText = memo(function MessageText({
  message,
  runId,
  isStreaming,
  isSimulated,
}: {
  message: MessageRecord;
  runId: string | null;
  isStreaming: boolean;
  isSimulated: boolean;
}) {
  return (
    <article className="group/message" aria-busy={isStreaming || undefined}>
      <Markdown text={message.content} isStreaming={isStreaming} />
      <footer className="flex min-h-5 flex-wrap items-center gap-x-2.5 text-xs text-muted">
        {isSimulated ? <span>Simulated</span> : null}
        {isStreaming ? null : (
          <span
            className={cn(
              'flex flex-wrap items-center gap-x-2.5 opacity-0 transition-opacity duration-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100',
              '[@media(hover:none)]:opacity-100',
            )}
          >
            <Figures message={message} />
            <StepLink runId={runId} stepId={message.stepId} />
            <CopyButton value={message.content} label="Copy message" className="size-5" />
          </span>
        )}
      </footer>
    </article>
  );
});

function Figures({ message }: { message: MessageRecord }) {
  const { usage } = message;
  const ms =
    message.startedAt && message.endedAt ? Date.parse(message.endedAt) - Date.parse(message.startedAt) : null;
  return (
    <>
      {usage ? (
        <>
          <Tokens count={usage.input_tokens} unit="in" />
          <Tokens count={usage.output_tokens} unit="out" />
          {usage.cache_read_tokens > 0 ? (
            <Tokens count={usage.cache_read_tokens} unit="cached" className="max-sm:hidden" />
          ) : null}
          <Money amount={usage.cost_usd} />
        </>
      ) : null}
      {ms === null ? null : <Duration ms={ms} />}
    </>
  );
}
