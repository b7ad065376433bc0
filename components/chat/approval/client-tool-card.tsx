'use client';

import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Textarea } from '@/components/ui/textarea';
import { callLabel } from '@/lib/client/turn-state/call-label';
import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallRecord } from '@/lib/client/turn-state/turn-state';
import { useChatContext } from '../chat-context';
import { AnswerLine } from './answer-line';
import { Expiry } from './approval-card';
import { CardFrame } from './card-frame';
import { ChoiceBar } from './choice-bar';
import { escapeInvisible, readableText } from './escape-invisible';

/** A tool that runs outside: a person plays it by reading the arguments and giving the result. */
export function ClientToolCard({ call, status }: { call: CallRecord; status: CallStatus }) {
  const { choices, choose, canDecide, decideReason } = useChatContext();
  const [result, setResult] = useState('');
  const tool = escapeInvisible(callLabel(call).tool);
  const choice = choices[call.id];
  const isOpen = status === 'waiting' && choice === undefined;
  const decided = call.decision?.input;
  if (decided || call.response) {
    const answer = decided?.type === 'user.tool_response' ? decided.content : (call.response?.content ?? '');
    return <AnswerLine question={`${tool} ${escapeInvisible(call.argumentsText)}`} answer={answer} />;
  }
  return (
    <CardFrame
      role="region"
      label={`Result wanted: ${tool}`}
      tone="question"
      icon={<Wrench className="text-question" aria-hidden />}
      title="Your tool is called"
      subject={tool}
      aside={call.request ? <Expiry at={call.request.expiresAt} status={status} /> : null}
      actions={choice ? <ChoiceBar callId={call.id} words="The result is noted." /> : null}
    >
      <CodeBlock code={readableText(call.argumentsText || '{}')} label="Arguments" wrap />
      {isOpen ? (
        <form
          className="flex flex-col gap-2.5"
          onSubmit={(event) => {
            event.preventDefault();
            if (!canDecide) return;
            choose({
              type: 'user.tool_response',
              thread_id: call.request?.threadId ?? call.threadId,
              tool_call_id: call.id,
              content: result,
            });
          }}
        >
          <Field label="Result" hint="Text or JSON, as the tool would return it.">
            <Textarea mono rows={3} value={result} onChange={(event) => setResult(event.target.value)} />
          </Field>
          <Button
            variant="primary"
            type="submit"
            className="self-start"
            disabledReason={canDecide ? null : decideReason}
          >
            Send result
          </Button>
        </form>
      ) : null}
      {status === 'expired' ? <Notice>No result came in time. Send a message to go on.</Notice> : null}
      {status === 'withdrawn' ? <Notice>The run was stopped before a result.</Notice> : null}
    </CardFrame>
  );
}
