'use client';

import { assertNever } from '@/lib/client/assert-never';
import type { DisplayItem } from '@/lib/client/turn-state/display-items';
import { ApprovalItem } from '../approval/approval-item';
import { ClientToolCard } from '../approval/client-tool-card';
import { QuestionCard } from '../approval/question-card';
import { CallLine } from './call-line';
import { MessageText } from './message-text';
import { ReasoningLine } from './reasoning-line';
import { TurnNotice } from './turn-notice';
import { UserMessage } from './user-message';

/** One row of the conversation. */
export function TranscriptItem({ item, isSimulated }: { item: DisplayItem; isSimulated: boolean }) {
  switch (item.kind) {
    case 'user':
      return <UserMessage message={item.message} note={item.note} />;
    case 'reasoning':
      return <ReasoningLine message={item.message} isStreaming={item.isStreaming} />;
    case 'text':
      return (
        <MessageText
          message={item.message}
          runId={item.turn.runId}
          isStreaming={item.isStreaming}
          isSimulated={isSimulated}
        />
      );
    case 'call':
      return <CallLine call={item.call} status={item.status} runId={item.turn.runId} />;
    case 'approval':
      return <ApprovalItem call={item.call} status={item.status} />;
    case 'question':
      return <QuestionCard call={item.call} status={item.status} />;
    case 'client_tool':
      return <ClientToolCard call={item.call} status={item.status} />;
    case 'working':
      return <p className="animate-wait text-xs text-muted">Working…</p>;
    case 'notice':
      return <TurnNotice turn={item.turn} />;
    default:
      return assertNever(item);
  }
}
