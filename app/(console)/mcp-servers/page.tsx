import type { Metadata } from 'next';
import { ServersPage } from '@/components/mcp-servers/servers-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { listAllServers } from '@/lib/features/mcp-servers';

export const metadata: Metadata = { title: 'MCP servers' };

export default async function Page() {
  return <ServersPage initial={await listAllServers(await pageContext())} />;
}
