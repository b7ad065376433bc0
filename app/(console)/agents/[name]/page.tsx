import type { Metadata } from 'next';
import { Workbench } from '@/components/builder/workbench';
import { findSession, loadAgent, loadRegistry } from '../load-workbench';

type PageProps = {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function Page({ params, searchParams }: PageProps) {
  const [{ name }, { session }] = await Promise.all([params, searchParams]);
  const [agent, registry, openSession] = await Promise.all([
    loadAgent(decodeURIComponent(name)),
    loadRegistry(),
    findSession(typeof session === 'string' ? session : undefined),
  ]);
  return (
    <Workbench key={agent.name} place="agent" agent={agent} agents={[]} session={openSession} {...registry} />
  );
}
