import { newId } from '@/lib/platform/ids';
import type { Prisma } from './generated/prisma/client';
import type { Scope } from './scope';

export type AuditRecord = {
  actorId: string;
  /** Noun and past-tense verb, such as `agent.saved`. */
  action: string;
  targetType: string;
  targetName: string;
  /** Small facts that explain the change; never a secret. */
  detail?: Prisma.InputJsonObject;
};

/** Appends one line to the audit log, in the caller's transaction. */
export async function recordAudit(scope: Scope, record: AuditRecord): Promise<void> {
  await scope.prisma.auditEntry.create({
    data: {
      id: newId('audit'),
      organisationId: scope.organisationId,
      ...record,
      detail: record.detail ?? {},
    },
  });
}
