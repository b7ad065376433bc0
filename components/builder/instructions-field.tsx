'use client';

import { useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { formatCount } from '@/lib/client/format';
import { splitVariables } from '@/lib/client/instruction-variables';
import { useDraft } from './draft-context';

// Text and highlight lie on top of each other, so everything that moves a letter is the same in both.
const textClass =
  'px-3 py-2 text-sm leading-[22px] whitespace-pre-wrap wrap-anywhere [scrollbar-gutter:stable]';

/** The instructions; `{{variables}}` stand out while one types. */
export function InstructionsField() {
  const { manifest, patch, errorAt, touch, estimate, readOnlyReason } = useDraft();
  const highlightRef = useRef<HTMLDivElement>(null);
  const parts = splitVariables(manifest.instructions);
  return (
    <Field
      label="Instructions"
      error={errorAt('instructions')}
      action={estimate ? `${formatCount(estimate.instructions)} tokens` : null}
    >
      <div className="relative flex rounded-md bg-surface">
        <div
          ref={highlightRef}
          aria-hidden
          className={cn(
            textClass,
            'pointer-events-none absolute inset-0 overflow-hidden border border-transparent text-transparent',
          )}
        >
          {parts.map((part, index) =>
            part.variable ? (
              <mark key={index} className="rounded-xs bg-accent-soft text-transparent ring-1 ring-accent/30">
                {part.text}
              </mark>
            ) : (
              <span key={index}>{part.text}</span>
            ),
          )}
          {'\n'}
        </div>
        <Textarea
          value={manifest.instructions}
          readOnly={readOnlyReason !== null}
          placeholder="Say what the agent is for, what it must check first and what it must never do. Use {{name}} for values that change per chat."
          onChange={(event) => patch({ instructions: event.target.value })}
          onBlur={() => touch('instructions')}
          onScroll={(event) => {
            if (highlightRef.current) highlightRef.current.scrollTop = event.currentTarget.scrollTop;
          }}
          className={cn(textClass, 'relative max-h-[40vh] min-h-28 bg-transparent read-only:bg-transparent')}
        />
      </div>
    </Field>
  );
}
