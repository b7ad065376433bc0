'use client';

import {
  Ban,
  Check,
  ChevronRight,
  CircleDashed,
  CircleSlash,
  Hourglass,
  LoaderCircle,
  X,
  type LucideIcon,
} from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { memo } from 'react';
import { Chip } from '@/components/ui/chip';
import { cn } from '@/components/ui/cn';
import { CodeBlock } from '@/components/ui/code-block';
import { Duration } from '@/components/ui/duration';
import { callArguments } from '@/lib/client/turn-state/call-arguments';
import { callLabel } from '@/lib/client/turn-state/call-label';
import type { CallStatus } from '@/lib/client/turn-state/call-status';
import type { CallRecord } from '@/lib/client/turn-state/turn-state';
import { escapeInvisible, readableJson, readableText } from '../approval/escape-invisible';
import { StepLink } from './step-link';

const looks: Record<CallStatus, { icon: LucideIcon; className: string; word: string; isShown: boolean }> = {
  planned: {
    icon: CircleDashed,
    className: 'text-faint animate-wait',
    word: 'being written',
    isShown: false,
  },
  running: {
    icon: LoaderCircle,
    className: 'text-tool motion-safe:animate-spin',
    word: 'running',
    isShown: true,
  },
  waiting: { icon: Hourglass, className: 'text-approval', word: 'waiting', isShown: true },
  done: { icon: Check, className: 'text-ok', word: 'done', isShown: false },
  error: { icon: X, className: 'text-danger', word: 'failed', isShown: true },
  denied: { icon: Ban, className: 'text-danger', word: 'denied', isShown: true },
  expired: { icon: CircleSlash, className: 'text-muted', word: 'expired', isShown: true },
  withdrawn: { icon: CircleSlash, className: 'text-muted', word: 'withdrawn', isShown: true },
  stopped: { icon: CircleSlash, className: 'text-muted', word: 'stopped', isShown: true },
};

/** A tool call in one line; arguments and result below when opened. */
export const CallLine = memo(function CallLine({
  call,
  status,
  runId,
}: {
  call: CallRecord;
  status: CallStatus;
  runId: string | null;
}) {
  const { server, tool, chip } = callLabel(call);
  const look = looks[status];
  const Icon = look.icon;
  return (
    <Collapsible.Root className="rounded-md border border-line bg-surface">
      <Collapsible.Trigger className="group flex min-h-[31px] w-full items-center gap-2 rounded-md px-2.5 py-1 text-left text-xs hover:bg-raised/60">
        <Icon className={look.className} aria-hidden />
        <span className="sr-only">{look.word}:</span>
        <span className="flex min-w-0 grow items-center gap-2">
          <span className="max-w-[45%] shrink-0 truncate text-sm font-semibold">
            {escapeInvisible(server)}
          </span>
          <span className="truncate text-muted">{escapeInvisible(tool)}</span>
          {chip === null ? null : (
            <Chip className="max-w-[40%] min-w-0 max-sm:hidden">{escapeInvisible(chip)}</Chip>
          )}
        </span>
        {look.isShown ? (
          <span className={cn('shrink-0', look.className, 'animate-none!')}>{look.word}</span>
        ) : null}
        {call.response ? <Duration ms={call.response.durationMs} className="text-muted" /> : null}
        <ChevronRight
          className="size-3.5 text-faint transition-transform duration-100 group-data-[state=open]:rotate-90"
          aria-hidden
        />
      </Collapsible.Trigger>
      <Collapsible.Content className="flex flex-col gap-2 border-t border-line p-2.5">
        <Part title="Arguments" code={argumentsOf(call)} />
        {call.response ? (
          <Part
            title={call.response.isError ? 'Error' : 'Result'}
            code={readableText(call.response.content)}
          />
        ) : null}
        <StepLink runId={runId} stepId={call.response?.stepId ?? null} />
      </Collapsible.Content>
    </Collapsible.Root>
  );
});

function Part({ title, code }: { title: string; code: string }) {
  return (
    <div>
      <p className="mb-1 text-xs text-muted">{title}</p>
      <CodeBlock code={code === '' ? '(empty)' : code} label={title} wrap />
    </div>
  );
}

function argumentsOf(call: CallRecord): string {
  const args = callArguments(call);
  return args === null ? escapeInvisible(call.argumentsText, { keepLines: true }) : readableJson(args);
}
