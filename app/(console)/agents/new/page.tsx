import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Workbench } from '@/components/builder/workbench';
import { requireConsolePrincipal } from '@/lib/auth/require-console-principal';
import { paths } from '@/lib/client/paths';
import { can } from '@/lib/contract/principal';
import { findAgent, findSession, loadRegistry } from '../load-workbench';

export const metadata: Metadata = { title: 'New agent' };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const { principal } = await requireConsolePrincipal();
  if (!can(principal, 'agents:write')) redirect(paths.agents());
  const { from, session } = await searchParams;
  const [registry, source, openSession] = await Promise.all([
    loadRegistry(),
    typeof from === 'string' ? findAgent(from) : null,
    findSession(typeof session === 'string' ? session : undefined),
  ]);
  return (
    <Workbench
      key={source?.name ?? 'new'}
      place="new"
      agent={null}
      start={source ? { ...source.manifest, name: `${source.name}-copy`.slice(0, 64) } : undefined}
      agents={[]}
      session={openSession}
      {...registry}
    />
  );
}
