'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClass } from './control-class';
import { useFieldControl } from './field';

/** A one-line text input; inside a `Field` it takes label, hint and error from it. */
export function Input({ className, mono = false, ...props }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      {...useFieldControl()}
      {...props}
      className={cn(controlClass, 'h-[30px] read-only:bg-canvas', mono && 'font-mono', className)}
    />
  );
}
