import type { AuditEntry } from '@/lib/contract/user';
import { jsonObject } from './json-object';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';
import { findUserNames } from './users';

/** What was changed and by whom, newest first. */
export async function listAuditEntries(scope: Scope, request: PageRequest): Promise<StoredPage<AuditEntry>> {
  const page = await pageOf(request, ({ after, take }) =>
    scope.prisma.auditEntry.findMany({
      where: { organisationId: scope.organisationId, ...after },
      orderBy: { id: 'desc' },
      take,
    }),
  );
  const names = await findUserNames(
    scope,
    page.rows.map((row) => row.actorId),
  );
  const rows = page.rows.map((row) => ({
    id: row.id,
    actor_id: row.actorId,
    actor_name: names.get(row.actorId) ?? row.actorId,
    action: row.action,
    target_type: row.targetType,
    target_name: row.targetName,
    detail: jsonObject(row.detail),
    created_at: row.createdAt.toISOString(),
  }));
  return { ...page, rows };
}
