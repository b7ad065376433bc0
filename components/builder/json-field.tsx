'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { z } from 'zod';

const objectSchema = z.record(z.string(), z.unknown());

/** A JSON object of the definition. What is typed counts as soon as it is a JSON object. */
export function JsonField({
  label,
  value,
  onChange,
  readOnly,
  hint,
}: {
  label: string;
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
  readOnly: boolean;
  hint?: string;
}) {
  const formatted = JSON.stringify(value, null, 2);
  const [typed, setTyped] = useState<string | null>(null);
  const error = typed === null ? null : refusalOf(typed);
  return (
    <Field
      label={label}
      error={error}
      hint={hint ?? (error ? 'The last valid text is kept until this one is.' : undefined)}
    >
      <Textarea
        mono
        rows={5}
        spellCheck={false}
        readOnly={readOnly}
        value={typed ?? formatted}
        onChange={(event) => {
          setTyped(event.target.value);
          const parsed = parse(event.target.value);
          if (parsed) onChange(parsed);
        }}
        onBlur={() => {
          if (error === null) setTyped(null);
        }}
        className="max-h-72"
      />
    </Field>
  );
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return objectSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function refusalOf(text: string): string | null {
  if (parse(text)) return null;
  try {
    JSON.parse(text);
    return 'Give a JSON object: { … }.';
  } catch (cause) {
    return cause instanceof Error ? `This is not JSON: ${cause.message}` : 'This is not JSON.';
  }
}
