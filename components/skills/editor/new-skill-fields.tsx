'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { skillFrontMatterSchema } from '@/lib/contract/skill';
import { readFrontMatter, setFrontMatterField } from './front-matter';

/** Name and description of a new skill. They are the front matter of SKILL.md, written from here or there. */
export function NewSkillFields({
  content,
  onContent,
}: {
  content: string;
  onContent: (content: string) => void;
}) {
  const [touched, setTouched] = useState({ name: false, description: false });
  const { name, description, isReadable } = readFrontMatter(content);
  const errorOf = (field: 'name' | 'description', value: string): string | null => {
    if (!isReadable || !touched[field]) return null;
    if (value === '') return field === 'name' ? 'Give the skill a name.' : 'Say when to use it.';
    const parsed = skillFrontMatterSchema.shape[field].safeParse(value);
    return parsed.success ? null : (parsed.error.issues[0]?.message ?? null);
  };
  const set = (field: 'name' | 'description', value: string): void =>
    onContent(setFrontMatterField(content, field, value));
  return (
    <div className="grid shrink-0 gap-3 border-b border-line px-4 py-3 sm:grid-cols-[minmax(0,240px)_minmax(0,1fr)]">
      <Field
        label="Name"
        required
        error={isReadable ? errorOf('name', name) : 'Mend the front matter below first.'}
      >
        <Input
          mono
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder="refund-policy"
          disabled={!isReadable}
          value={name}
          onChange={(event) => set('name', event.target.value.toLowerCase().replaceAll(/[\s_]+/gu, '-'))}
          onBlur={() => setTouched((current) => ({ ...current, name: current.name || name !== '' }))}
        />
      </Field>
      <Field label="Description" required error={errorOf('description', description)}>
        <Input
          autoComplete="off"
          maxLength={1024}
          placeholder="When an agent should read it, in a sentence"
          disabled={!isReadable}
          value={description}
          onChange={(event) => set('description', event.target.value)}
          onBlur={() => setTouched((current) => ({ ...current, description: true }))}
        />
      </Field>
    </div>
  );
}
