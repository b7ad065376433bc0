'use client';

import { Brain } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { memo } from 'react';
import { formatDuration } from '@/lib/client/format';
import type { MessageRecord } from '@/lib/client/turn-state/turn-state';

/** What the model thought, folded to one line. */
export const ReasoningLine = memo(function ReasoningLine({
  message,
  isStreaming,
}: {
  message: MessageRecord;
  isStreaming: boolean;
}) {
  return (
    <Collapsible.Root>
      <Collapsible.Trigger className="flex items-center gap-1.5 rounded-sm text-xs text-muted hover:text-ink">
        <Brain className={isStreaming ? 'animate-wait text-faint' : 'text-faint'} aria-hidden />
        {wordsOf(message, isStreaming)}
      </Collapsible.Trigger>
      <Collapsible.Content>
        <p className="mt-1.5 ml-[7px] border-l border-line pl-3.5 text-sm wrap-anywhere whitespace-pre-wrap text-muted">
          {message.reasoning}
        </p>
      </Collapsible.Content>
    </Collapsible.Root>
  );
});

function wordsOf(message: MessageRecord, isStreaming: boolean): string {
  if (isStreaming) return 'Thinking…';
  if (message.startedAt === null || message.reasoningEndedAt === null) return 'Thought';
  return `Thought for ${formatDuration(Date.parse(message.reasoningEndedAt) - Date.parse(message.startedAt))}`;
}
