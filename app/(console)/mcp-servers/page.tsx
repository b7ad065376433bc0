import type { Metadata } from 'next';
import { NoAccess } from '@/components/layout/no-access';
import { ServersPage } from '@/components/mcp-servers/servers-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { listAllServers } from '@/lib/features/mcp-servers';

export const metadata: Metadata = { title: 'MCP servers' };

export default async function Page() {
  const context = await pageContext();
  if (!can(context.principal, 'mcp-servers:read')) {
    return <NoAccess page="MCP servers" permission="mcp-servers:read" />;
  }
  return <ServersPage initial={await listAllServers(context)} />;
}
