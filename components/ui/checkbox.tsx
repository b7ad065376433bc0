'use client';

import { Check, Minus } from 'lucide-react';
import { cn } from './cn';
import { useFieldControl } from './field';

export type CheckboxProps = {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  /** The accessible name where no `Field` gives one. */
  label?: string;
  disabled?: boolean;
  className?: string;
};

/** A checkbox; `indeterminate` when only some of what it stands for is chosen. */
export function Checkbox({ checked, onCheckedChange, label, disabled = false, className }: CheckboxProps) {
  return (
    <button
      {...useFieldControl()}
      type="button"
      role="checkbox"
      aria-label={label}
      aria-checked={checked === 'indeterminate' ? 'mixed' : checked}
      data-state={checked === 'indeterminate' ? checked : checked ? 'checked' : 'unchecked'}
      disabled={disabled}
      onClick={() => onCheckedChange(checked !== true)}
      // Enter submits forms; only the space bar changes a checkbox.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      className={cn(
        'relative inline-flex align-middle size-3.5 shrink-0 items-center justify-center rounded-xs border border-faint text-accent',
        'after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent',
        className,
      )}
    >
      {checked === 'indeterminate' ? (
        <Minus className="size-3 stroke-[2.5]" aria-hidden />
      ) : checked ? (
        <Check className="size-3 stroke-[2.5]" aria-hidden />
      ) : null}
    </button>
  );
}
