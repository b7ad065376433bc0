'use client';

import { ScrollText, ShieldAlert } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { ModKey } from '@/components/layout/mod-key';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Disclosure } from '@/components/ui/disclosure';
import { Kbd } from '@/components/ui/kbd';
import { Notice } from '@/components/ui/notice';
import { useNow } from '@/components/ui/use-now';
import { formatRelativeTime } from '@/lib/client/format';
import { parseArguments } from '@/lib/client/turn-state/call-arguments';
import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallRecord, CallRequest } from '@/lib/client/turn-state/turn-state';
import { useChatContext } from '../chat-context';
import { ArgumentsEditor } from './arguments-editor';
import { approvalFacts } from './approval-facts';
import { CardFrame } from './card-frame';
import { choiceWords } from './choice-words';
import { ChoiceBar } from './choice-bar';
import { DenyForm } from './deny-form';
import { editedNames } from './edited-names';
import { escapeInvisible, readableJson } from './escape-invisible';
import { FactGrid } from './fact-grid';
import { useSubmitChord } from './use-submit-chord';

type ApprovalRequest = Extract<CallRequest, { kind: 'approval' }>;

/** Asks a person about one call: what it would do, why it is held, and how long there is to decide. */
export function ApprovalCard({
  call,
  request,
  status,
}: {
  call: CallRecord;
  request: ApprovalRequest;
  status: CallStatus;
}) {
  const { approval } = request;
  const { choices, choose, soleCallId, canDecide, decideReason } = useChatContext();
  const card = useRef<HTMLElement>(null);
  const [isDenying, setIsDenying] = useState(false);
  const [draft, setDraft] = useState<string | null>(null);
  const edited = draft === null ? approval.arguments : parseArguments(draft);
  const shown = edited ?? approval.arguments;
  const { facts, isComplete } = useMemo(() => approvalFacts(shown), [shown]);
  const changes = useMemo(
    () =>
      new Map(
        editedNames(approval.arguments, shown).map((name) => [name, wordsOf(approval.arguments[name])]),
      ),
    [approval.arguments, shown],
  );
  const choice = choices[call.id];
  const isOpen = status === 'waiting' && choice === undefined;
  const blocked = !canDecide
    ? decideReason
    : edited === null
      ? 'The edited arguments are not valid JSON.'
      : null;

  const allow = (): void => {
    if (!isOpen || blocked !== null || isDenying) return;
    const approvalInput =
      changes.size > 0 ? { status: 'allow' as const, arguments: shown } : { status: 'allow' as const };
    choose({
      type: 'user.tool_approval',
      thread_id: request.threadId,
      tool_call_id: call.id,
      approval: approvalInput,
    });
  };
  const deny = (reason: string): void =>
    choose({
      type: 'user.tool_approval',
      thread_id: request.threadId,
      tool_call_id: call.id,
      approval: reason.trim() === '' ? { status: 'deny' } : { status: 'deny', reason: reason.trim() },
    });
  useSubmitChord({ card, isSole: isOpen && soleCallId === call.id, onSubmit: allow });

  const subject = `${escapeInvisible(approval.server)}.${escapeInvisible(approval.tool)}`;
  return (
    <CardFrame
      ref={card}
      role="region"
      label={`Approval: ${subject}`}
      tone="approval"
      icon={<ShieldAlert className="text-approval" aria-hidden />}
      title={status === 'waiting' ? 'Needs your approval' : 'Approval'}
      subject={subject}
      aside={<Expiry at={request.expiresAt} status={status} />}
      actions={
        choice ? (
          <ChoiceBar callId={call.id} words={choiceWords(choice)} />
        ) : isOpen && !isDenying ? (
          <>
            <Button variant="primary" onClick={allow} disabledReason={blocked}>
              Allow once
              <span aria-hidden className="flex max-sm:hidden">
                <Kbd className="text-on-primary/80">
                  <ModKey />⏎
                </Kbd>
              </span>
            </Button>
            <Button
              disabledReason={canDecide ? null : decideReason}
              aria-pressed={draft !== null}
              onClick={() => setDraft(draft === null ? readableJson(approval.arguments) : null)}
            >
              {draft === null ? 'Edit arguments' : 'Discard edits'}
            </Button>
            <Button
              variant="danger"
              className="sm:ml-auto"
              disabledReason={canDecide ? null : decideReason}
              onClick={() => setIsDenying(true)}
            >
              Deny…
            </Button>
          </>
        ) : null
      }
    >
      <FactGrid facts={facts} edited={changes} />
      <Gate policy={approval.policy} reason={approval.reason} />
      {isOpen && draft !== null ? <ArgumentsEditor text={draft} onChange={setDraft} /> : null}
      {draft === null ? (
        <Disclosure
          title={<span className="text-xs">All arguments</span>}
          summary={isComplete ? undefined : 'more than is shown above'}
          defaultOpen={!isComplete}
          className="-my-1 border-t-0"
        >
          <CodeBlock code={readableJson(approval.arguments)} label="Arguments" wrap />
        </Disclosure>
      ) : null}
      {status === 'expired' ? (
        <Notice>Nobody decided in time, so the call was not made. Send a message to go on.</Notice>
      ) : null}
      {status === 'withdrawn' ? <Notice>The run was stopped, so the call was not made.</Notice> : null}
      {isOpen && isDenying ? <DenyForm onDeny={deny} onBack={() => setIsDenying(false)} /> : null}
    </CardFrame>
  );
}

function Gate({ policy, reason }: { policy: string; reason: string }) {
  return (
    <p className="flex items-start gap-2 text-xs text-muted">
      <ScrollText className="mt-0.5 text-faint" aria-hidden />
      <span className="wrap-anywhere">
        {policy === '' ? null : (
          <>
            Gated by <span className="font-semibold text-ink">{policyName(policy)}</span>:{' '}
          </>
        )}
        {escapeInvisible(reason)}
      </span>
    </p>
  );
}

/** Flags are kept under Tool policies, which is where a reader would look for them. */
function policyName(policy: string): string {
  if (policy.startsWith('flag:')) return 'Tool policies';
  return policy === 'agent' ? 'the agent' : escapeInvisible(policy);
}

/** How long there is to decide, kept current. */
export function Expiry({ at, status }: { at: string; status: CallStatus }) {
  const nowMs = useNow();
  if (status === 'expired') return <>expired</>;
  if (status === 'withdrawn') return <>withdrawn</>;
  if (status !== 'waiting' || Number.isNaN(Date.parse(at))) return null;
  return (
    <time dateTime={at} suppressHydrationWarning>
      expires {formatRelativeTime(at, nowMs)}
    </time>
  );
}

function wordsOf(value: unknown): string {
  if (value === undefined) return 'not set';
  return escapeInvisible(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 120);
}
