'use client';

import { ChevronDown } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { cn } from './cn';
import { controlClass } from './control-class';
import { useFieldControl } from './field';
import { lazyPart } from './lazy-part';
import { SelectLabel } from './select-label';

// Loaded when a select is pointed at or focused.
const SelectLayer = lazyPart(() => import('./select-layer').then((module) => module.SelectLayer));

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

const openKeys = ['Enter', ' ', 'ArrowDown', 'ArrowUp'];

/** One choice out of a short, known list. For long lists use `Picker`, which can be searched. */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = 'Choose…',
  label,
  disabled = false,
  size = 'md',
  className,
  onBlur,
}: SelectProps<Value>) {
  const field = useFieldControl();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const pointerType = useRef('');
  const selected = options.find((option) => option.value === value);
  const choose = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <>
      <button
        {...field}
        type="button"
        role="combobox"
        aria-label={label}
        aria-autocomplete="none"
        aria-expanded={open}
        data-state={open ? 'open' : 'closed'}
        data-placeholder={selected ? undefined : ''}
        disabled={disabled}
        onBlur={onBlur}
        onPointerEnter={(event) => setElement(event.currentTarget)}
        onFocus={(event) => setElement(event.currentTarget)}
        onPointerDown={(event) => {
          pointerType.current = event.pointerType;
          if (event.pointerType !== 'mouse' || event.button !== 0 || event.ctrlKey) return;
          setOpen(true);
          // The chosen option takes the focus, not the control.
          event.preventDefault();
        }}
        // A finger may only be scrolling when it comes down, so it opens with the tap.
        onClick={(event) => {
          event.currentTarget.focus();
          if (pointerType.current !== 'mouse') setOpen(true);
        }}
        onKeyDown={(event) => {
          const isLetter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
          if (!openKeys.includes(event.key) && !isLetter) return;
          event.preventDefault();
          setOpen(true);
        }}
        className={cn(
          controlClass,
          'flex items-center justify-between gap-2 text-left data-placeholder:text-faint',
          size === 'sm' ? 'h-6 px-2 text-xs' : 'h-[30px]',
          className,
        )}
      >
        <span className="min-w-0 grow truncate">
          {selected ? <SelectLabel option={selected} /> : placeholder}
        </span>
        <span aria-hidden>
          <ChevronDown className="text-faint" />
        </span>
      </button>
      {element ? (
        <SelectLayer
          element={element}
          open={open}
          onOpenChange={setOpen}
          value={value ?? ''}
          onValueChange={choose}
          options={options}
        />
      ) : null}
    </>
  );
}
