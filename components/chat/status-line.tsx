'use client';

import { CircleAlert, FlaskConical, WifiOff } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { ChatSnapshot } from '@/lib/client/chat-runner/chat-snapshot';
import { formatDuration } from '@/lib/client/format';

/** One line above the composer: trouble with the connection first, else what kind of model answers. */
export function StatusLine({
  chat,
  modelSimulated,
  blockedReason,
  onReconnect,
}: {
  chat: ChatSnapshot;
  modelSimulated: boolean;
  blockedReason: string | null;
  onReconnect: () => void;
}) {
  const { connection, actionError } = chat;
  if (connection.kind === 'lost') {
    return (
      <Line role="alert" icon={<WifiOff className="text-danger" aria-hidden />}>
        The connection is lost. The run goes on at the server.
        <Button variant="link" size="sm" onClick={onReconnect}>
          Reconnect
        </Button>
      </Line>
    );
  }
  if (connection.kind === 'reconnecting') {
    return (
      <Line role="status" icon={<WifiOff className="text-warning" aria-hidden />}>
        The connection broke. Trying again in {formatDuration(connection.inMs)} (attempt {connection.attempt}
        ).
      </Line>
    );
  }
  if (actionError !== null) {
    return (
      <Line role="alert" icon={<CircleAlert className="text-danger" aria-hidden />}>
        {actionError}
      </Line>
    );
  }
  if (blockedReason !== null) {
    return <Line icon={<CircleAlert className="text-warning" aria-hidden />}>{blockedReason}</Line>;
  }
  if (!modelSimulated) return null;
  return (
    <Line icon={<FlaskConical className="text-model" aria-hidden />}>
      Simulated model: plays the demo and plain orders
    </Line>
  );
}

function Line({
  role,
  icon,
  children,
}: {
  role?: 'alert' | 'status';
  icon: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <div
      role={role}
      className="flex min-h-6 items-center gap-1.5 px-1 text-xs text-muted [&_.lucide]:size-3.5"
    >
      {icon}
      <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 wrap-anywhere">{children}</span>
    </div>
  );
}
