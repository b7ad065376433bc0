import { listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { auditEntrySchema } from '@/lib/contract/user';
import { listAudit } from '@/lib/features/audit';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'audit:read',
  summary: 'Lists every change of the organisation, newest first.',
  query: pageQuerySchema,
  response: listOf(auditEntrySchema),
  handler: async ({ context, query }) => list(await listAudit(context, query)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
