'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
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
    <RadixCheckbox.Root
      {...useFieldControl()}
      aria-label={label}
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      disabled={disabled}
      className={cn(
        'relative inline-flex align-middle size-3.5 shrink-0 items-center justify-center rounded-xs border border-faint text-accent',
        'after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent',
        className,
      )}
    >
      <RadixCheckbox.Indicator>
        {checked === 'indeterminate' ? (
          <Minus className="size-3 stroke-[2.5]" aria-hidden />
        ) : (
          <Check className="size-3 stroke-[2.5]" aria-hidden />
        )}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
