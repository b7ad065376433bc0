'use client';

import { MessageCircleQuestion } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Kbd } from '@/components/ui/kbd';
import { Notice } from '@/components/ui/notice';
import { Textarea } from '@/components/ui/textarea';
import { callArguments } from '@/lib/client/turn-state/call-arguments';
import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallRecord } from '@/lib/client/turn-state/turn-state';
import { useChatContext } from '../chat-context';
import { AnswerLine } from './answer-line';
import { Expiry } from './approval-card';
import { CardFrame } from './card-frame';
import { ChoiceBar } from './choice-bar';
import { questionOf } from './question-of';

/** A question of the agent: options to pick from, room for words of one's own, digits as keys. */
export function QuestionCard({ call, status }: { call: CallRecord; status: CallStatus }) {
  const { choices, choose, canDecide, decideReason, soleCallId } = useChatContext();
  const { question, options } = questionOf(callArguments(call));
  const [picked, setPicked] = useState<number | null>(null);
  const [words, setWords] = useState('');
  const group = useId();
  const card = useRef<HTMLElement>(null);
  const choice = choices[call.id];
  const isOpen = status === 'waiting' && choice === undefined;
  useDigitKeys({
    card,
    isSole: isOpen && soleCallId === call.id,
    count: isOpen ? options.length : 0,
    onPick: setPicked,
  });

  const decided = call.decision?.input;
  if (decided || call.response) {
    const answer =
      decided?.type === 'user.tool_response'
        ? decided.content
        : status === 'expired'
          ? 'Nobody answered in time.'
          : null;
    const outcome =
      answer ??
      (status === 'withdrawn' ? 'The run was stopped before an answer.' : (call.response?.content ?? ''));
    return <AnswerLine question={question} answer={outcome} />;
  }

  const answer = words.trim() !== '' ? words.trim() : picked === null ? '' : (options[picked] ?? '');
  const submit = (): void => {
    if (!isOpen || !canDecide || answer === '') return;
    choose({
      type: 'user.tool_response',
      thread_id: call.request?.threadId ?? call.threadId,
      tool_call_id: call.id,
      content: answer,
    });
  };
  return (
    <CardFrame
      ref={card}
      role="group"
      label={question}
      tone="question"
      icon={<MessageCircleQuestion className="text-question" aria-hidden />}
      title="The agent asks"
      aside={call.request ? <Expiry at={call.request.expiresAt} status={status} /> : null}
      actions={
        choice ? (
          <ChoiceBar
            callId={call.id}
            words={`“${choice.type === 'user.tool_response' ? choice.content : ''}”`}
          />
        ) : isOpen ? (
          <Button
            variant="primary"
            type="submit"
            form={`${group}-form`}
            disabledReason={
              canDecide ? (answer === '' ? 'Pick an option or write an answer.' : null) : decideReason
            }
          >
            Send answer
          </Button>
        ) : null
      }
    >
      <p className="text-base font-medium wrap-anywhere whitespace-pre-wrap">{question}</p>
      {isOpen ? (
        <form
          id={`${group}-form`}
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div role="radiogroup" aria-label={question} className="flex flex-col gap-1.5 empty:hidden">
            {options.map((option, index) => (
              <Option
                key={`${index}-${option}`}
                name={group}
                option={option}
                digit={index < 9 ? index + 1 : null}
                isPicked={picked === index && words.trim() === ''}
                onPick={() => {
                  setPicked(index);
                  setWords('');
                }}
                onEnter={submit}
              />
            ))}
          </div>
          <Field label={options.length > 0 ? 'Or in your own words' : 'Your answer'}>
            <Textarea
              rows={1}
              className="min-h-[30px]"
              value={words}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                submit();
              }}
            />
          </Field>
        </form>
      ) : null}
      {status === 'expired' ? <Notice>Nobody answered in time. Send a message to go on.</Notice> : null}
      {status === 'withdrawn' ? <Notice>The run was stopped before an answer.</Notice> : null}
    </CardFrame>
  );
}

function Option({
  name,
  option,
  digit,
  isPicked,
  onPick,
  onEnter,
}: {
  name: string;
  option: string;
  digit: number | null;
  isPicked: boolean;
  onPick: () => void;
  onEnter: () => void;
}) {
  return (
    <label
      className={cn(
        'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md border px-3 py-1.5 text-sm hover:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent',
        isPicked ? 'border-question/60 bg-question/6' : 'border-line-strong',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={isPicked}
        onChange={onPick}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter();
        }}
        className="size-3.5 accent-(--question) outline-none"
        aria-label={option}
      />
      <span className="min-w-0 grow wrap-anywhere">{option}</span>
      {digit === null ? null : (
        <span aria-hidden className="flex [@media(hover:none)]:hidden">
          <Kbd>{digit}</Kbd>
        </span>
      )}
    </label>
  );
}

/** Digits pick an option: inside the card, and from anywhere when nothing else waits and nobody is typing. */
function useDigitKeys({
  card,
  isSole,
  count,
  onPick,
}: {
  card: React.RefObject<HTMLElement | null>;
  isSole: boolean;
  count: number;
  onPick: (index: number) => void;
}): void {
  // External system: key events of the document.
  useEffect(() => {
    if (count === 0) return;
    const listen = (event: KeyboardEvent): void => {
      const index = Number(event.key) - 1;
      if (!Number.isInteger(index) || index < 0 || index >= Math.min(9, count)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      const isTyping =
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && target.type !== 'radio') ||
        (target instanceof HTMLElement &&
          (target.isContentEditable || target.closest('[role="dialog"]') !== null));
      const isInside = target instanceof Node && card.current?.contains(target);
      if (isTyping || (!isInside && !isSole)) return;
      event.preventDefault();
      onPick(index);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [card, isSole, count, onPick]);
}
