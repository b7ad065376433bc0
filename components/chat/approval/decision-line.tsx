'use client';

import { Ban, Check } from 'lucide-react';
import { useNow } from '@/components/ui/use-now';
import { formatExactTime, formatRelativeTime } from '@/lib/client/format';
import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallDecision, CallRecord } from '@/lib/client/turn-state/turn-state';
import { useChatContext } from '../chat-context';
import { editedNames } from './edited-names';
import { escapeInvisible } from './escape-invisible';

const undecidedWords: Partial<Record<CallStatus, string>> = {
  expired: 'Expired undecided',
  withdrawn: 'Withdrawn undecided',
  denied: 'Denied',
};

/** A decided approval: what was decided, by whom, and when. */
export function DecisionLine({
  call,
  decision,
  status,
}: {
  call: CallRecord;
  decision: CallDecision | null;
  status: CallStatus;
}) {
  const { viewerId } = useChatContext();
  const isDenied = decision?.input.type === 'user.tool_approval' && decision.input.approval.status === 'deny';
  const Icon = isDenied || decision === null ? Ban : Check;
  return (
    <p className="flex flex-wrap items-baseline gap-x-1.5 px-0.5 text-xs text-muted">
      <Icon className={`self-center ${Icon === Ban ? 'text-danger' : 'text-ok'}`} aria-hidden />
      <span>
        <span className="font-medium text-ink">{verbOf({ call, decision, status })}</span>
        {decidedBy(decision, viewerId)}
      </span>
      <span className="font-mono wrap-anywhere">{subjectOf(call)}</span>
      {decision ? <DecidedAt at={decision.at} /> : null}
      <Detail call={call} decision={decision} />
    </p>
  );
}

/** The shared clock ticks slowly: a decision made since its last tick is no matter of the future. */
function DecidedAt({ at }: { at: string }) {
  const nowMs = Math.max(useNow(), Date.parse(at));
  return (
    <time dateTime={at} title={formatExactTime(at)} suppressHydrationWarning>
      {formatRelativeTime(at, nowMs)}
    </time>
  );
}

function Detail({ call, decision }: { call: CallRecord; decision: CallDecision | null }) {
  if (decision?.input.type !== 'user.tool_approval') return null;
  const { approval } = decision.input;
  if (approval.status === 'deny') {
    return approval.reason ? (
      <span className="basis-full pl-5 wrap-anywhere">“{escapeInvisible(approval.reason)}”</span>
    ) : null;
  }
  if (!approval.arguments || call.request?.kind !== 'approval') return null;
  const names = editedNames(call.request.approval.arguments, approval.arguments);
  return (
    <span className="basis-full pl-5 text-warning wrap-anywhere">
      Edited: {names.map((name) => escapeInvisible(name)).join(', ')}
    </span>
  );
}

function decidedBy(decision: CallDecision | null, viewerId: string | null): string {
  if (decision === null) return '';
  if (decision.by === null || decision.by === viewerId) return ' by you';
  return viewerId === null ? '' : ' by another person';
}

function verbOf({
  call,
  decision,
  status,
}: {
  call: CallRecord;
  decision: CallDecision | null;
  status: CallStatus;
}): string {
  if (decision === null) return undecidedWords[status] ?? 'Decided';
  const isUnknown = call.request?.kind === 'approval' && call.request.approval.kind === 'unknown_outcome';
  if (decision?.input.type === 'user.tool_response') return 'Noted as done';
  if (decision.input.approval.status === 'deny') return isUnknown ? 'Went on without it' : 'Denied';
  return isUnknown ? 'Sent again' : 'Allowed once';
}

function subjectOf(call: CallRecord): string {
  if (call.request?.kind !== 'approval') return call.name;
  return escapeInvisible(`${call.request.approval.server}.${call.request.approval.tool}`);
}
