import { definePublicRoute } from '@/lib/http/define-route';
import { isDatabaseUp } from '@/lib/storage/ping-database';

export const dynamic = 'force-dynamic';

const databaseTimeoutMs = 1900;

export const GET = definePublicRoute({
  reason: 'A load balancer asks it without a credential, and it tells nothing but whether to send requests.',
  summary: 'Answers 200 when requests are welcome, else 503 with the reason.',
  anyQuery: true,
  handler: async ({ app }) => {
    if (app.draining) return notReady('draining');
    if (!(await isDatabaseUp(app.database, databaseTimeoutMs))) return notReady('database');
    return Response.json({ status: 'ready' });
  },
});

function notReady(reason: 'draining' | 'database'): Response {
  return Response.json({ reason }, { status: 503, headers: { 'retry-after': '2' } });
}
