'use client';

import { X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** Tags as chips; Enter or a comma adds what is typed, Backspace in the empty field removes the last. */
export function TagsInput({
  tags,
  onChange,
  readOnly,
  error,
}: {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  readOnly: boolean;
  error: string | null;
}) {
  const [text, setText] = useState('');
  const add = (): void => {
    const tag = text.trim();
    setText('');
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && text === '' && tags.length > 0) {
      onChange(tags.slice(0, -1));
    }
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Field label="Tags" error={error}>
        <Input
          value={text}
          readOnly={readOnly}
          maxLength={64}
          placeholder={readOnly ? '' : 'Type a tag and press Enter'}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
      </Field>
      {tags.length > 0 ? (
        <ul aria-label="Tags of this agent" className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex h-[22px] max-w-full items-center gap-1 rounded-sm border border-line-strong pr-1 pl-2 text-xs text-muted"
            >
              <span className="truncate">{tag}</span>
              {readOnly ? null : (
                <button
                  type="button"
                  aria-label={`Remove tag ${tag}`}
                  onClick={() => onChange(tags.filter((other) => other !== tag))}
                  className="relative rounded-xs text-faint after:absolute after:-inset-1 hover:text-ink"
                >
                  <X className="size-3" aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
