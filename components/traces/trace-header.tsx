'use client';

import { Download, MessageSquare } from 'lucide-react';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { buttonClass } from '@/components/ui/button-class';
import { ButtonLink } from '@/components/ui/button-link';
import { Kbd } from '@/components/ui/kbd';
import { apiPaths, paths } from '@/lib/client/paths';
import { roleMay } from '@/lib/contract/permissions';
import type { Run } from '@/lib/contract/trace';
import { SimulatedBadge } from './simulated-badge';

/** The top bar of a trace: where it belongs, the chat it came from, the export. */
export function TraceHeader({ run }: { run: Run }) {
  const { user } = useShell();
  // A chat goes on only for whoever began it.
  const mayChat = run.created_by === user.id && roleMay(user.role, 'sessions:write');
  return (
    <PageHeader
      title={run.title || 'Untitled'}
      crumbs={[
        { label: 'Traces', href: paths.traces() },
        { label: run.agent_name, href: paths.traces({ agent: run.agent_name }) },
      ]}
      badges={run.simulated ? <SimulatedBadge /> : null}
      actions={
        <>
          <span className="flex gap-1 max-lg:hidden" title="Next and previous step">
            <Kbd>J</Kbd>
            <Kbd>K</Kbd>
          </span>
          {mayChat ? (
            <ButtonLink href={paths.playground({ session: run.session_id })}>
              <MessageSquare aria-hidden />
              <span className="max-sm:sr-only">Open chat</span>
            </ButtonLink>
          ) : null}
          <a href={apiPaths.traceExport(run.id)} download className={buttonClass({})}>
            <Download aria-hidden />
            <span className="max-sm:sr-only">Export</span>
          </a>
        </>
      }
    />
  );
}
