'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Picker } from '@/components/ui/picker';
import { manifestSkillSchema } from '@/lib/contract/agent-manifest';
import type { Skill } from '@/lib/contract/skill';
import { useDraft } from './draft-context';
import { SectionHeading } from './section-heading';
import { SkillRow } from './skill-row';

/** The skills that the agent may read. */
export function SkillsSection({ skills, mayRead }: { skills: readonly Skill[]; mayRead: boolean }) {
  const { manifest, patch, readOnlyReason, errorAt } = useDraft();
  const attached = manifest.skills;
  return (
    <section aria-label="Skills" className="flex flex-col gap-1.5">
      <SectionHeading
        title="Skills"
        action={
          readOnlyReason === null && mayRead ? (
            <Picker
              label="Search skills"
              align="end"
              emptyText="No skill matches. Write one under Skills."
              trigger={
                <Button variant="ghost" size="sm" aria-label="Attach skill">
                  <Plus aria-hidden /> Attach
                </Button>
              }
              items={skills.map((skill) => ({
                value: skill.name,
                label: skill.name,
                detail: `v${skill.version}`,
                keywords: [skill.description],
                ...(attached.some((candidate) => candidate.name === skill.name)
                  ? { disabledReason: 'attached' }
                  : {}),
              }))}
              onPick={(name) => patch({ skills: [...attached, manifestSkillSchema.parse({ name })] })}
            />
          ) : null
        }
      />
      {errorAt('skills') ? <p className="text-xs text-danger">{errorAt('skills')}</p> : null}
      {attached.length === 0 ? (
        <p className="rounded-md border border-dashed border-line-strong px-3 py-2.5 text-xs text-muted">
          No skill attached. A skill is know-how the agent reads when a task calls for it.
        </p>
      ) : (
        <ul className="rounded-md border border-line-strong bg-surface">
          {attached.map((attachment, index) => (
            <SkillRow
              key={attachment.name}
              attachment={attachment}
              index={index}
              skill={skills.find((candidate) => candidate.name === attachment.name)}
              mayRead={mayRead}
              onChange={(next) =>
                patch({ skills: attached.map((candidate) => (candidate === attachment ? next : candidate)) })
              }
              onRemove={() => patch({ skills: attached.filter((candidate) => candidate !== attachment) })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
