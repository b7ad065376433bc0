'use client';

import type { ReactNode } from 'react';
import { cn } from './cn';

export type ChipFilterOption<Value extends string> = { value: Value; label: ReactNode; count?: number };

/** A row of chips with counts, one of which filters the list below. */
export function ChipFilter<Value extends string>({
  label,
  value,
  onValueChange,
  options,
  className,
}: {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly ChipFilterOption<Value>[];
  className?: string;
}) {
  return (
    <div role="group" aria-label={label} className={cn('flex flex-wrap items-center gap-2', className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValueChange(option.value)}
          className="inline-flex h-[22px] items-center gap-1 rounded-sm border border-line-strong px-2 text-xs text-muted hover:bg-raised hover:text-ink aria-pressed:border-faint/60 aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink"
        >
          {option.label}
          {option.count === undefined ? null : <span className="tabular-nums">{option.count}</span>}
        </button>
      ))}
    </div>
  );
}
