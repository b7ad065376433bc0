'use client';

import { Bot, ChevronDown } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Picker } from '@/components/ui/picker';
import { paths } from '@/lib/client/paths';
import type { AgentSummary } from '@/lib/contract/agent';
import { shortModelName } from './model-detail';

/** Goes to another agent's playground. */
export function AgentSwitcher({
  agents,
  current,
}: {
  agents: readonly AgentSummary[];
  current: string | null;
}) {
  const router = useRouter();
  return (
    <Picker
      label="Search agents"
      selected={current ?? undefined}
      emptyText="No agent matches."
      trigger={
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Agent: ${current ?? 'none'}. Choose another`}
          className="min-w-0 shrink text-ink"
        >
          <Bot className="text-faint" aria-hidden />
          <span className="truncate">{current ?? 'Choose an agent'}</span>
          <ChevronDown className="text-faint" aria-hidden />
        </Button>
      }
      items={agents.map((agent) => ({
        value: agent.name,
        label: agent.name,
        detail: agent.model_simulated ? 'simulated' : shortModelName(agent.model),
        keywords: [agent.description, ...agent.tags],
      }))}
      onPick={(name) => router.push(paths.playground({ agent: name }))}
    />
  );
}
