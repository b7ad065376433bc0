'use client';

import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { parseArguments } from '@/lib/client/turn-state/call-arguments';

/** The arguments as JSON to change; what is wrong with it is said beside it. */
export function ArgumentsEditor({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const error = parseArguments(text) === null ? jsonProblem(text) : null;
  return (
    <Field
      label="Arguments as JSON"
      error={error}
      hint="The call runs with exactly these; the change is kept on record."
    >
      <Textarea
        mono
        rows={6}
        autoFocus
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return 'The arguments must be one JSON object: { … }.';
  } catch (cause) {
    return `This is not valid JSON: ${cause instanceof Error ? cause.message : 'it cannot be read'}.`;
  }
}
