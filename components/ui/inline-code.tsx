import type { ReactNode } from 'react';

/** A name or value inside a sentence, mono on a raised ground. */
export function InlineCode({ children }: { children: ReactNode }) {
  return (
    <code className="rounded-xs bg-raised px-1 py-0.5 font-mono text-xs text-ink wrap-anywhere">
      {children}
    </code>
  );
}
