import { definePublicRoute } from '@/lib/http/define-route';

export const dynamic = 'force-dynamic';

export const GET = definePublicRoute({
  reason: 'A supervisor asks it without a credential, and it tells nothing but that the process lives.',
  summary: 'Answers while the process lives.',
  anyQuery: true,
  handler: async () => Response.json({ status: 'ok' }),
});
