import { isOwnOrigin } from '@/lib/auth/own-origin';
import { resolvePrincipal } from '@/lib/auth/resolve-principal';
import type { App } from '@/lib/compose';
import { requirePermission } from '@/lib/features/require-permission';
import { definePublicRoute } from '@/lib/http/define-route';
import { metricsText } from '@/lib/http/metrics-text';

export const dynamic = 'force-dynamic';

export const GET = definePublicRoute({
  reason:
    'A collector on this machine reads it without a credential; from elsewhere it asks for "audit:read".',
  summary: 'Figures of the process for Prometheus.',
  anyQuery: true,
  handler: async ({ app, request }) => {
    if (!isLocalOnly(app, request)) requirePermission(await resolvePrincipal(request, app), 'audit:read');
    return new Response(metricsText(app), {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    });
  },
});

/** Nobody outside this machine reaches a loopback address; with a public URL a proxy stands in front of it. */
function isLocalOnly({ env }: App, request: Request): boolean {
  if (env.publicUrl !== undefined || !['127.0.0.1', '::1', 'localhost'].includes(env.host)) return false;
  return isOwnOrigin(`http://${request.headers.get('host') ?? ''}`, env);
}
