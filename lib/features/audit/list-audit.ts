import type { Page, PageQuery } from '@/lib/contract/pagination';
import type { AuditEntry } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { pageAnswer } from '@/lib/features/page-answer';
import { requirePermission } from '@/lib/features/require-permission';
import { listAuditEntries } from '@/lib/storage/audit-entries';

/** Every change, newest first. */
export async function listAudit(
  { principal, scope }: FeatureContext,
  query: PageQuery,
): Promise<Page<AuditEntry>> {
  requirePermission(principal, 'audit:read');
  return pageAnswer(
    query.limit,
    await listAuditEntries(scope, { limit: query.limit, pageToken: query.page_token }),
  );
}
