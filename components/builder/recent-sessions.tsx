'use client';

import { History } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useAgentSessions } from '@/lib/client/use-agents';
import type { Session } from '@/lib/contract/session';

const stateWords: Record<Session['state'], string | null> = {
  idle: null,
  running: 'running',
  waiting: 'waits for you',
  queued: 'queued',
};

/** The newest chats with this agent, to go on with one. */
export function RecentSessions({
  agentName,
  currentId,
  onOpen,
}: {
  agentName: string;
  currentId: string | null;
  onOpen: (session: Session) => void;
}) {
  const [open, setOpen] = useState(false);
  const sessions = useAgentSessions(agentName, open);
  return (
    <Popover
      label="Recent chats"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="max-h-96 w-80 overflow-y-auto p-1"
      trigger={
        <Button variant="ghost" size="sm">
          <History aria-hidden /> <span className="max-[480px]:sr-only">Recent chats</span>
        </Button>
      }
    >
      {sessions.isPending ? (
        <div role="status" aria-label="Loading" className="flex flex-col gap-3 p-3">
          <Skeleton className="w-48" />
          <Skeleton className="w-40" />
        </div>
      ) : null}
      {sessions.isError ? <p className="p-3 text-danger">{sessions.error.message}</p> : null}
      {sessions.data?.length === 0 ? (
        <p className="p-3 text-muted">
          Nobody has chatted with {agentName} yet. Your first message starts a chat.
        </p>
      ) : null}
      <ul>
        {sessions.data?.map((session) => (
          <li key={session.id}>
            <button
              type="button"
              aria-current={session.id === currentId ? 'true' : undefined}
              onClick={() => {
                setOpen(false);
                onOpen(session);
              }}
              className="flex w-full flex-col rounded-sm px-2.5 py-1.5 text-left hover:bg-raised aria-[current=true]:bg-accent-soft"
            >
              <span className="w-full truncate">{session.title ?? 'Chat without a title'}</span>
              <span className="text-xs text-muted">
                <RelativeTime at={session.updated_at} />
                {session.draft ? ' · draft' : ` · v${session.agent_version}`}
                {stateWords[session.state] ? (
                  <span className="text-approval"> · {stateWords[session.state]}</span>
                ) : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
