'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { formatBytes } from '@/lib/client/format';
import { escapeControls } from './escape-controls';

const shownCharactersMax = 50_000;

/** What went in or came out, as text and nothing but text: what a model or a tool wrote is never rendered. */
export function PayloadView({ value, label }: { value: unknown; label: string }) {
  const [showAll, setShowAll] = useState(false);
  if (value === null || value === undefined) return <p className="text-muted">Nothing is recorded here.</p>;
  const text = escapeControls(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const isCut = !showAll && text.length > shownCharactersMax;
  return (
    <>
      <CodeBlock code={isCut ? text.slice(0, shownCharactersMax) : text} label={label} wrap />
      {isCut ? (
        <div className="mt-2 flex items-center gap-2 text-xs text-muted">
          The first {formatBytes(shownCharactersMax)} of {formatBytes(text.length)}.
          <Button size="sm" onClick={() => setShowAll(true)}>
            Show all
          </Button>
        </div>
      ) : null}
    </>
  );
}
