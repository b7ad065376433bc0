import type { FeatureContext } from '@/lib/features/feature-context';
import { requireEditor } from '@/lib/features/require-editor';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError, notFound } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import { lockName } from '@/lib/storage/lock-name';
import { inTransaction } from '@/lib/storage/scope';
import { deleteSkill as deleteStored, findSkill, findSkillUses } from '@/lib/storage/skills';

/** Removes a skill and its versions, unless an agent's latest version attaches it. */
export async function deleteSkill({ principal, scope }: FeatureContext, name: string): Promise<void> {
  requirePermission(principal, 'skills:write');
  await inTransaction(scope, async (transaction) => {
    await lockName(transaction, 'skill', name);
    const record = await findSkill(transaction, name);
    if (record === null) throw notFound('skill', name);
    requireEditor(principal, { ...record, kind: 'skill' });
    const agents = [...new Set((await findSkillUses(transaction, [name])).map((use) => use.agent))];
    if (agents.length > 0) {
      const shown = agents
        .slice(0, 5)
        .map((agent) => `"${agent}"`)
        .join(', ');
      throw new AppError(
        'conflict',
        `The skill "${name}" is attached to ${shown}${agents.length > 5 ? ` and ${agents.length - 5} more` : ''}. Take it out there first.`,
      );
    }
    await deleteStored(transaction, record.id);
    await recordAudit(transaction, {
      actorId: principal.userId,
      action: 'skill.deleted',
      targetType: 'skill',
      targetName: name,
      detail: { version: record.latestVersion },
    });
  });
}
