'use client';

import { ArrowDown } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { DisplayItem } from '@/lib/client/turn-state/display-items';
import { TranscriptItem } from './transcript-item';
import { useStickToBottom } from './use-stick-to-bottom';

/** Rows drawn at first; older ones come by the same number when asked for. */
const rowsPerPage = 200;

/** The conversation: newest at the end, and in view for as long as the reader stays there. */
export function Transcript({
  items,
  isSimulated,
  empty,
}: {
  items: readonly DisplayItem[];
  isSimulated: boolean;
  empty: ReactNode;
}) {
  const { scroller, content, isAtEnd, toEnd } = useStickToBottom();
  const [shownFrom, setShownFrom] = useState<number | null>(null);
  // Fixed by the first rows that arrive: rows that come later must not push out those that are being read.
  if (shownFrom === null && items.length > 0) setShownFrom(Math.max(0, items.length - rowsPerPage));
  const sentKey = items.findLast((item) => item.kind === 'user' && item.turn.phase === 'sending')?.key;
  // External system: the scroll position. Who sends a message wants to see it.
  useEffect(() => {
    if (sentKey !== undefined) toEnd();
  }, [sentKey, toEnd]);
  const hidden = Math.min(shownFrom ?? 0, items.length);
  const shown = items.slice(hidden);
  return (
    <div className="relative min-h-0 grow">
      <div
        ref={scroller}
        role="region"
        aria-label="Conversation"
        tabIndex={0}
        className={cn(
          'h-full overflow-y-auto overscroll-contain outline-offset-[-2px]',
          // The browser's own anchoring would pull against the end.
          isAtEnd && '[overflow-anchor:none]',
        )}
      >
        <div ref={content} className="mx-auto flex min-h-full w-full max-w-[752px] flex-col px-4 pt-5 pb-6">
          {items.length === 0 ? empty : null}
          {hidden > 0 ? (
            <Button
              variant="ghost"
              size="sm"
              className="mx-auto mb-4"
              onClick={() => setShownFrom(Math.max(0, hidden - rowsPerPage))}
            >
              Show earlier ({hidden})
            </Button>
          ) : null}
          {shown.map((item, index) => (
            <div
              key={item.key}
              className={cn(
                gapAbove(shown[index - 1], item),
                // Rows far from view cost no layout; the newest are left alone so that the end stays exact.
                shown.length - index > 60 && '[contain-intrinsic-size:auto_80px] [content-visibility:auto]',
              )}
            >
              <TranscriptItem item={item} isSimulated={isSimulated && isLastText(shown, index)} />
            </div>
          ))}
        </div>
      </div>
      {isAtEnd ? null : (
        <Button
          size="sm"
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-float"
          onClick={toEnd}
        >
          <ArrowDown className="size-3.5!" aria-hidden />
          Latest
        </Button>
      )}
    </div>
  );
}

/** What kind of model answered is said once per turn, under its last words. */
function isLastText(items: readonly DisplayItem[], index: number): boolean {
  const turnKey = items[index]?.turn.key;
  for (let next = index + 1; items[next]?.turn.key === turnKey; next += 1)
    if (items[next]?.kind === 'text') return false;
  return true;
}

/** Calls of one step sit together; a person's message opens a new stretch. */
function gapAbove(before: DisplayItem | undefined, item: DisplayItem): string {
  if (!before) return '';
  if (item.kind === 'user') return 'mt-7';
  if (before.kind === 'user') return 'mt-5';
  if (
    item.kind === 'call' &&
    (before.kind === 'call' || before.kind === 'reasoning' || before.kind === 'approval')
  )
    return 'mt-2';
  if (before.kind === 'text') return item.kind === 'call' ? 'mt-0.5' : 'mt-2';
  return 'mt-3.5';
}
