'use client';

import { RefreshCw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { generatePassword } from './generate-password';

/** A password that one person sets for another: in the open, to be copied and handed over. */
export function PasswordInput({
  label,
  value,
  error,
  onValueChange,
  onBlur,
}: {
  label: string;
  value: string;
  error: string | null | undefined;
  onValueChange: (value: string) => void;
  onBlur?: () => void;
}) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Field
        label={label}
        required
        error={error}
        hint="At least 10 characters. Hand it over yourself: it is not shown again and no mail is sent."
        className="grow basis-52"
      >
        <Input
          mono
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          onBlur={onBlur}
        />
      </Field>
      <div className="flex items-center gap-1 sm:pt-[26px]">
        <Button onClick={() => onValueChange(generatePassword())}>
          <RefreshCw aria-hidden /> Generate
        </Button>
        <CopyButton value={value} label="Copy password" className="size-[30px]" />
      </div>
    </div>
  );
}
