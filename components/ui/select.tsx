'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as RadixSelect } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { controlClass } from './control-class';
import { useFieldControl } from './field';
import { floatingClass, menuItemClass } from './menu-class';

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: ReactNode;
  detail?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = {
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  /** The accessible name where no `Field` gives one. */
  label?: string;
  disabled?: boolean;
  size?: 'md' | 'sm';
  className?: string;
  onBlur?: () => void;
};

/** One choice out of a short, known list. For long lists use `Picker`, which can be searched. */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = 'Choose…',
  label,
  disabled,
  size = 'md',
  className,
  onBlur,
}: SelectProps<Value>) {
  const field = useFieldControl();
  const choose = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <RadixSelect.Root value={value ?? ''} onValueChange={choose} {...(disabled ? { disabled } : {})}>
      <RadixSelect.Trigger
        {...field}
        aria-label={label}
        onBlur={onBlur}
        className={cn(
          controlClass,
          'flex items-center justify-between gap-2 text-left data-placeholder:text-faint',
          size === 'sm' ? 'h-6 px-2 text-xs' : 'h-[30px]',
          className,
        )}
      >
        <span className="min-w-0 grow truncate">
          {/* Named here, because Radix knows the label only once the browser has taken over. */}
          <RadixSelect.Value placeholder={placeholder}>
            {options.find((option) => option.value === value)?.label}
          </RadixSelect.Value>
        </span>
        <RadixSelect.Icon>
          <ChevronDown className="text-faint" aria-hidden />
        </RadixSelect.Icon>
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          className={cn(floatingClass, 'min-w-(--radix-select-trigger-width)')}
        >
          <RadixSelect.Viewport className="max-h-80 p-1">
            {options.map((option) => (
              <RadixSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={cn(menuItemClass, 'pr-8 [&>span:first-child]:grow')}
              >
                <RadixSelect.ItemText className="grow">
                  <span className="flex w-full min-w-0 items-baseline gap-4">
                    <span className="truncate">{option.label}</span>
                    {option.detail ? (
                      <span className="ml-auto shrink-0 text-xs text-muted">{option.detail}</span>
                    ) : null}
                  </span>
                </RadixSelect.ItemText>
                <RadixSelect.ItemIndicator className="absolute right-2">
                  <Check aria-hidden />
                </RadixSelect.ItemIndicator>
              </RadixSelect.Item>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}
