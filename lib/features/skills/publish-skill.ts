import type { Skill, SkillPublish } from '@/lib/contract/skill';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireEditor } from '@/lib/features/require-editor';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError } from '@/lib/platform/app-error';
import { digestOf } from '@/lib/platform/canonical-json';
import { recordAudit } from '@/lib/storage/audit';
import { lockName } from '@/lib/storage/lock-name';
import { inTransaction } from '@/lib/storage/scope';
import { findSkill, findSkillUses, insertSkillVersion } from '@/lib/storage/skills';
import { readSkillFiles } from './read-skill-files';
import { skillAnswer } from './skill-answer';

/** Publishes files as a new skill, or as the next version of an existing one. */
export async function publishSkill(context: FeatureContext, input: SkillPublish): Promise<Skill> {
  const { principal, scope } = context;
  requirePermission(principal, 'skills:write');
  const { name, note, if_version: expected } = input;
  const { description } = readSkillFiles(name, input.files);
  const files = input.files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  const digest = digestOf(files);
  return inTransaction(scope, async (transaction) => {
    await lockName(transaction, 'skill', name);
    const existing = await findSkill(transaction, name);
    if (existing) requireEditor(principal, { ...existing, kind: 'skill' });
    const latest = existing?.latestVersion ?? 0;
    if (expected !== undefined && expected !== latest) {
      const is = latest === 0 ? 'does not exist (any more)' : `is at version ${latest} by now`;
      throw new AppError(
        'version_conflict',
        `The skill "${name}" ${is}, not at version ${expected}. Load it again and repeat your change.`,
        { param: 'if_version' },
      );
    }
    const record = await insertSkillVersion(transaction, existing, {
      name,
      description,
      digest,
      note,
      files,
      createdBy: principal.userId,
    });
    await recordAudit(transaction, {
      actorId: principal.userId,
      action: 'skill.published',
      targetType: 'skill',
      targetName: name,
      detail: { version: record.latestVersion, digest },
    });
    return skillAnswer(record, await findSkillUses(transaction, [name]));
  });
}
