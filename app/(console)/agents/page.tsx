import type { Metadata } from 'next';
import { AgentsPage } from '@/components/agents/agents-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { listAgents } from '@/lib/features/agents';

export const metadata: Metadata = { title: 'Agents' };

export default async function Page() {
  return <AgentsPage initial={await listAgents(await pageContext(), { limit: 200 })} />;
}
