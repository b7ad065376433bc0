'use client';

import { CircleAlert } from 'lucide-react';
import { createContext, useContext, useId, type ReactNode } from 'react';
import { cn } from './cn';

type FieldControl = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
};

const FieldContext = createContext<FieldControl | null>(null);

/** What a control inside a `Field` puts on its element, so that label, hint and error belong to it. */
export function useFieldControl(): FieldControl | Record<string, never> {
  return useContext(FieldContext) ?? {};
}

export type FieldProps = {
  label: ReactNode;
  children: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
  required?: boolean;
  /** Quiet figure or link at the right end of the label row. */
  action?: ReactNode;
  /** Label and control side by side: for switches and checkboxes. */
  inline?: boolean;
  className?: string;
};

/** A labelled form field: label, control, hint, and the error beside it. */
export function Field({
  label,
  children,
  hint,
  error,
  required,
  action,
  inline = false,
  className,
}: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : null;
  const errorId = error ? `${id}-error` : null;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ');
  const control: FieldControl = {
    id,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(error ? { 'aria-invalid': true as const } : {}),
    ...(required ? { 'aria-required': true as const } : {}),
  };
  return (
    <FieldContext.Provider value={control}>
      <div className={cn('flex flex-col gap-1.5', className)}>
        <div className={cn('flex gap-2', inline ? 'items-center' : 'flex-col gap-1.5')}>
          <div className={cn('flex items-baseline justify-between gap-3', inline && 'order-2 grow')}>
            <label htmlFor={id} className="font-medium">
              {label}
            </label>
            {action ? <span className="text-xs text-muted">{action}</span> : null}
          </div>
          {children}
        </div>
        {error && errorId ? (
          <p id={errorId} className="flex items-start gap-1.5 text-xs text-danger">
            <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
            {error}
          </p>
        ) : null}
        {hint && hintId ? (
          <p id={hintId} className="text-xs text-muted">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext.Provider>
  );
}
