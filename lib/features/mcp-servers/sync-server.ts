import type { McpServer } from '@/lib/contract/mcp-server';
import { AppError } from '@/lib/platform/app-error';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { readServer } from './read-server';
import { requireServer } from './require-server';
import { syncTools } from './sync-tools';

/** Reads the server's tools again. Refuses with the reason when it does not answer; what was stored stays. */
export async function syncServer(
  context: FeatureContext,
  name: string,
  signal: AbortSignal,
): Promise<McpServer> {
  requirePermission(context.principal, 'mcp-servers:write');
  const server = await requireServer(context.scope, name);
  // Whoever asks for a sync has usually just repaired the server: a rest after failures would only be in the way.
  await context.harness.toolServers.forget({ organisationId: context.scope.organisationId, server: name });
  const error = await syncTools(context, server, signal);
  if (error !== null) throw new AppError('upstream_failed', error);
  return readServer(context, name);
}
