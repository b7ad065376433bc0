'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useDraft } from './draft-context';

/** A number of the definition that may be left to its default. Empty means "not said". */
export function NumberField({
  label,
  path,
  value,
  onChange,
  placeholder,
  hint,
  step,
}: {
  label: string;
  /** Where it lives in the definition, for its error. */
  path: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  placeholder?: string;
  hint?: string;
  step?: number;
}) {
  const { errorAt, touch, readOnlyReason } = useDraft();
  return (
    <Field label={label} hint={hint} error={errorAt(path)}>
      <Input
        type="number"
        inputMode="decimal"
        className="tabular-nums"
        step={step ?? 'any'}
        value={value ?? ''}
        placeholder={placeholder}
        readOnly={readOnlyReason !== null}
        onChange={(event) => {
          const next = event.target.valueAsNumber;
          onChange(Number.isNaN(next) ? undefined : next);
        }}
        onBlur={() => touch(path)}
      />
    </Field>
  );
}
