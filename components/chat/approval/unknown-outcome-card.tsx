'use client';

import { CircleHelp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Textarea } from '@/components/ui/textarea';
import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallRecord, CallRequest } from '@/lib/client/turn-state/turn-state';
import { useChatContext } from '../chat-context';
import { Expiry } from './approval-card';
import { approvalFacts } from './approval-facts';
import { CardFrame } from './card-frame';
import { ChoiceBar } from './choice-bar';
import { escapeInvisible, readableJson } from './escape-invisible';
import { FactGrid } from './fact-grid';

/** A call was sent and its reply never came: only a person can find out whether it happened. */
export function UnknownOutcomeCard({
  call,
  request,
  status,
}: {
  call: CallRecord;
  request: Extract<CallRequest, { kind: 'approval' }>;
  status: CallStatus;
}) {
  const { approval } = request;
  const { choices, choose, canDecide, decideReason } = useChatContext();
  const [result, setResult] = useState<string | null>(null);
  const { facts, isComplete } = useMemo(() => approvalFacts(approval.arguments), [approval.arguments]);
  const choice = choices[call.id];
  const place = { thread_id: request.threadId, tool_call_id: call.id };
  const reason = canDecide ? null : decideReason;
  const subject = `${escapeInvisible(approval.server)}.${escapeInvisible(approval.tool)}`;
  const isOpen = status === 'waiting' && choice === undefined;
  const words =
    choice?.type === 'user.tool_approval'
      ? choice.approval.status === 'allow'
        ? 'It is sent again.'
        : 'Going on without it.'
      : 'Noted as done.';
  return (
    <CardFrame
      role="region"
      label={`Unknown outcome: ${subject}`}
      tone="warning"
      icon={<CircleHelp className="text-warning" aria-hidden />}
      title="Did this happen?"
      subject={subject}
      aside={<Expiry at={request.expiresAt} status={status} />}
      actions={
        choice ? (
          <ChoiceBar callId={call.id} words={words} />
        ) : isOpen && result === null ? (
          <>
            <Button disabledReason={reason} onClick={() => setResult('')}>
              It was done…
            </Button>
            <Button
              disabledReason={reason}
              onClick={() => choose({ type: 'user.tool_approval', ...place, approval: { status: 'allow' } })}
            >
              Send again
            </Button>
            <Button
              disabledReason={reason}
              onClick={() => choose({ type: 'user.tool_approval', ...place, approval: { status: 'deny' } })}
            >
              Go on without
            </Button>
          </>
        ) : null
      }
    >
      <p className="text-sm wrap-anywhere">
        The call was sent and no reply was recorded, so it may or may not have taken effect. Look at{' '}
        {escapeInvisible(approval.server)} first: sending it again could do it twice.
      </p>
      <FactGrid facts={facts} edited={new Map()} />
      <Disclosure
        title={<span className="text-xs">All arguments</span>}
        defaultOpen={!isComplete}
        className="-my-1 border-t-0"
      >
        <CodeBlock code={readableJson(approval.arguments)} label="Arguments" wrap />
      </Disclosure>
      {approval.reason === '' ? null : (
        <p className="text-xs text-muted wrap-anywhere">{escapeInvisible(approval.reason)}</p>
      )}
      {status === 'expired' ? <Notice>Nobody decided in time. Send a message to go on.</Notice> : null}
      {isOpen && result !== null ? (
        <form
          className="flex flex-col gap-2.5"
          onSubmit={(event) => {
            event.preventDefault();
            if (result.trim() !== '') choose({ type: 'user.tool_response', ...place, content: result });
          }}
        >
          <Field label="Result of the call" hint="The agent reads it as the tool's own answer." required>
            <Textarea rows={3} autoFocus value={result} onChange={(event) => setResult(event.target.value)} />
          </Field>
          <div className="flex gap-2">
            <Button
              variant="primary"
              type="submit"
              disabledReason={result.trim() === '' ? 'Say what the call brought.' : null}
            >
              It was done
            </Button>
            <Button variant="ghost" onClick={() => setResult(null)}>
              Back
            </Button>
          </div>
        </form>
      ) : null}
    </CardFrame>
  );
}
