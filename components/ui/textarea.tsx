'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClass } from './control-class';
import { useFieldControl } from './field';

/** A text area that grows with its content where the browser supports it. */
export function Textarea({
  className,
  mono = false,
  rows = 3,
  ...props
}: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      {...useFieldControl()}
      rows={rows}
      {...props}
      className={cn(
        controlClass,
        'field-sizing-content min-h-16 resize-y read-only:bg-canvas py-1.5',
        mono && 'font-mono text-xs',
        className,
      )}
    />
  );
}
