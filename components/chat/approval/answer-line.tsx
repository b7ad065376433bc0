import { CornerDownRight, MessageCircleQuestion } from 'lucide-react';

/** A question that is over: what was asked and what came back. */
export function AnswerLine({ question, answer }: { question: string; answer: string }) {
  return (
    <div className="flex flex-col gap-1 px-0.5">
      <p className="flex items-start gap-2 text-sm text-muted">
        <MessageCircleQuestion className="mt-[3px] text-question" aria-hidden />
        <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{question}</span>
      </p>
      <p className="flex items-start gap-2 text-base">
        <CornerDownRight className="mt-[4px] text-faint" aria-hidden />
        <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{answer}</span>
      </p>
    </div>
  );
}
