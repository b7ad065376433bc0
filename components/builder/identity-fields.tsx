'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TagsInput } from './tags-input';
import { useDraft } from './draft-context';

/** Name, description and tags: how people find the agent. */
export function IdentityFields() {
  const { manifest, patch, errorAt, touch, isNameFixed, readOnlyReason } = useDraft();
  const readOnly = readOnlyReason !== null;
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Name"
        required
        error={errorAt('name')}
        hint={
          isNameFixed ? 'The name is the agent’s address. Duplicate the agent to give it another.' : undefined
        }
      >
        <Input
          mono
          value={manifest.name}
          readOnly={readOnly || isNameFixed}
          placeholder="invoice-triage"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => patch({ name: event.target.value.toLowerCase().replaceAll(/[\s_]+/gu, '-') })}
          onBlur={() => touch('name')}
        />
      </Field>
      <Field label="Description" error={errorAt('description')}>
        <Input
          value={manifest.description}
          readOnly={readOnly}
          placeholder="What it does, in one line"
          onChange={(event) => patch({ description: event.target.value })}
          onBlur={() => touch('description')}
        />
      </Field>
      <TagsInput
        tags={manifest.tags}
        readOnly={readOnly}
        error={errorAt('tags')}
        onChange={(tags) => patch({ tags })}
      />
    </div>
  );
}
