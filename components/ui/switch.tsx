'use client';

import { Switch as RadixSwitch } from 'radix-ui';
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
  return (
    <RadixSwitch.Root
      {...useFieldControl()}
      aria-label={label}
      checked={checked}
      onCheckedChange={onCheckedChange}
      disabled={disabled}
      className={cn(
        'relative h-4 w-7 shrink-0 rounded-full bg-line-strong transition-colors duration-100 disabled:opacity-50',
        'after:absolute after:-inset-2 data-[state=checked]:bg-accent',
        className,
      )}
    >
      <RadixSwitch.Thumb className="block size-3 translate-x-0.5 rounded-full bg-surface transition-transform duration-100 data-[state=checked]:translate-x-3.5" />
    </RadixSwitch.Root>
  );
}
