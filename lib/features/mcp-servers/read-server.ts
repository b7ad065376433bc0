import type { McpServer } from '@/lib/contract/mcp-server';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { requireServer } from './require-server';
import { countedServerView } from './server-view';

/** One registered server. */
export async function readServer(context: FeatureContext, name: string): Promise<McpServer> {
  requirePermission(context.principal, 'mcp-servers:read');
  return countedServerView(context.scope, await requireServer(context.scope, name));
}
