import { Bot } from 'lucide-react';
import type { Metadata } from 'next';
import { Workbench } from '@/components/builder/workbench';
import { PageHeader } from '@/components/layout/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { pageContext } from '@/lib/auth/require-console-principal';
import { paths } from '@/lib/client/paths';
import type { AgentSummary } from '@/lib/contract/agent';
import { can } from '@/lib/contract/principal';
import { listAgents } from '@/lib/features/agents';
import { listSessions } from '@/lib/features/sessions';
import { findAgent, findSession, loadRegistry } from '../agents/load-workbench';

export const metadata: Metadata = { title: 'Playground' };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const query = await searchParams;
  const context = await pageContext();
  const session = await findSession(typeof query.session === 'string' ? query.session : undefined);
  const [agents, registry] = await Promise.all([listAgents(context, { limit: 200 }), loadRegistry()]);
  const wanted =
    typeof query.agent === 'string' ? query.agent : (session?.agent_name ?? (await lastUsed(agents.data)));
  const agent = wanted === undefined ? null : await findAgent(wanted);
  if (agent) {
    // A chat with another agent does not belong beside this one's configuration.
    const ownSession = session?.agent_name === agent.name ? session : null;
    return (
      <Workbench
        key={agent.name}
        place="playground"
        agent={agent}
        agents={agents.data}
        session={ownSession}
        {...registry}
      />
    );
  }
  if (wanted === undefined) return <NoAgent mayMake={can(context.principal, 'agents:write')} />;
  return (
    <>
      <PageHeader title="Playground" crumbs={[{ label: 'Agents', href: paths.agents() }]} />
      <EmptyState
        icon={<Bot />}
        title={`There is no agent “${wanted}” here`}
        action={<ButtonLink href={paths.agents()}>Go to agents</ButtonLink>}
      >
        It was deleted or never saved. Choose another one.
      </EmptyState>
    </>
  );
}

/** The agent of the person's newest chat that still exists, else the first one. */
async function lastUsed(agents: readonly AgentSummary[]): Promise<string | undefined> {
  const context = await pageContext();
  const names = new Set(agents.map((agent) => agent.name));
  const recent = await listSessions(context, {
    limit: 20,
    created_by_subject_slug: context.principal.userId,
  });
  return recent.data.find((session) => names.has(session.agent_name))?.agent_name ?? agents[0]?.name;
}

function NoAgent({ mayMake }: { mayMake: boolean }) {
  return (
    <>
      <PageHeader title="Playground" />
      <EmptyState
        icon={<Bot />}
        title="No agent to play with yet"
        action={
          mayMake ? (
            <ButtonLink variant="primary" href={paths.newAgent()}>
              Make the first agent
            </ButtonLink>
          ) : null
        }
      >
        The playground is where you chat with an agent while you change it.
      </EmptyState>
    </>
  );
}
