'use client';

import { cn } from './cn';
import { useFieldControl } from './field';

export type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** The accessible name where no `Field` gives one. */
  label?: string;
  disabled?: boolean;
  className?: string;
};

/** On or off, at once. In forms that are saved later use `Checkbox`. */
export function Switch({ checked, onCheckedChange, label, disabled = false, className }: SwitchProps) {
  const state = checked ? 'checked' : 'unchecked';
  return (
    <button
      {...useFieldControl()}
      type="button"
      role="switch"
      aria-label={label}
      aria-checked={checked}
      data-state={state}
      disabled={disabled}
      onClick={() => onCheckedChange(!checked)}
      className={cn(
        'relative h-4 w-7 shrink-0 rounded-full bg-line-strong transition-colors duration-100 disabled:opacity-50',
        'after:absolute after:-inset-2 data-[state=checked]:bg-accent',
        className,
      )}
    >
      <span
        data-state={state}
        className="block size-3 translate-x-0.5 rounded-full bg-surface transition-transform duration-100 data-[state=checked]:translate-x-3.5"
      />
    </button>
  );
}
