import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoAccess } from '@/components/layout/no-access';
import { ServerPage } from '@/components/mcp-servers/server-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { readServer } from '@/lib/features/mcp-servers';
import { listServerTools } from '@/lib/features/tool-policies';
import { isAppError } from '@/lib/platform/app-error';

type PageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function Page({ params }: PageProps) {
  const name = decodeURIComponent((await params).name);
  const context = await pageContext();
  if (!can(context.principal, 'mcp-servers:read')) {
    return <NoAccess page="MCP servers" permission="mcp-servers:read" />;
  }
  const found = await Promise.all([readServer(context, name), listServerTools(context, name)]).catch(
    (error: unknown) => {
      if (isAppError(error) && error.code === 'not_found') notFound();
      throw error;
    },
  );
  const [server, tools] = found;
  return <ServerPage key={server.id} initial={{ server, tools }} />;
}
