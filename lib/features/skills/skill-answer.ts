import type { Skill, SkillVersion } from '@/lib/contract/skill';
import { countTokens } from '@/lib/platform/count-tokens';
import { bodyOf } from '@/lib/runtime/skills/skill-capability';
import type { SkillRecord, SkillUse } from '@/lib/storage/skills';

export function skillAnswer(record: SkillRecord, uses: readonly SkillUse[]): Skill {
  return {
    id: record.id,
    name: record.name,
    description: record.description,
    version: record.latestVersion,
    used_by: uses
      .filter((use) => use.skill === record.name)
      .map(({ agent, version }) => ({ agent, version })),
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
    created_by: record.createdBy,
  };
}

type VersionFields = {
  version: number;
  digest: string;
  description: string;
  note: string;
  createdAt: Date;
  createdBy: string;
};

/** A version with what it costs: its line in the prompt, and its body once it is read. */
export function skillVersionAnswer(name: string, row: VersionFields, skillText: string): SkillVersion {
  const { version, digest, description, note } = row;
  return {
    version,
    digest,
    description,
    note,
    tokens: {
      up_front: countTokens(`- ${name}: ${description}`),
      when_read: countTokens(bodyOf({ files: [{ path: 'SKILL.md', content: skillText }] })),
    },
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy,
  };
}
