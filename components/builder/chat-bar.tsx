'use client';

import { SquarePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { Session } from '@/lib/contract/session';
import { RecentSessions } from './recent-sessions';

/** The line above the chat: start over, go back to an earlier one. */
export function ChatBar({
  agentName,
  sessionId,
  mayRun,
  switcher,
  onStartNew,
  onOpen,
}: {
  agentName: string | null;
  sessionId: string | null;
  mayRun: boolean;
  switcher: ReactNode;
  onStartNew: () => void;
  onOpen: (session: Session) => void;
}) {
  return (
    <div className="flex h-10 shrink-0 items-center gap-1 overflow-hidden border-b border-line px-3">
      {switcher}
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {agentName === null ? null : (
          <RecentSessions agentName={agentName} currentId={sessionId} onOpen={onOpen} />
        )}
        {mayRun ? (
          <Button
            variant="ghost"
            size="sm"
            onClick={onStartNew}
            disabledReason={sessionId === null ? 'This is a new chat: send the first message.' : null}
          >
            <SquarePen aria-hidden /> <span className="max-[480px]:sr-only">New chat</span>
          </Button>
        ) : null}
      </div>
    </div>
  );
}
