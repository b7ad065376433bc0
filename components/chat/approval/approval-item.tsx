'use client';

import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallRecord } from '@/lib/client/turn-state/turn-state';
import { ApprovalCard } from './approval-card';
import { DecisionLine } from './decision-line';
import { UnknownOutcomeCard } from './unknown-outcome-card';

/** An approval at its place in the conversation: the card while it is open, one line once it is decided. */
export function ApprovalItem({ call, status }: { call: CallRecord; status: CallStatus }) {
  const { request } = call;
  if (request?.kind !== 'approval') return null;
  if (call.decision || call.response)
    return <DecisionLine call={call} decision={call.decision} status={status} />;
  if (request.approval.kind === 'unknown_outcome') {
    return <UnknownOutcomeCard call={call} request={request} status={status} />;
  }
  return <ApprovalCard call={call} request={request} status={status} />;
}
