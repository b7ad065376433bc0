'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toast';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import type { AgentSummary } from '@/lib/contract/agent';

/** Asks, then deletes an agent with all its versions. */
export function DeleteAgentDialog({ agent, onClose }: { agent: AgentSummary; onClose: () => void }) {
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.send('DELETE', apiPaths.agent(agent.name)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['agents'] });
      void queryClient.invalidateQueries({ queryKey: ['palette', 'agents'] });
      toast.success(`Deleted ${agent.name}`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${agent.name}?`}
      confirmLabel="Delete agent"
      pending={removal.isPending}
      error={removal.error?.message ?? null}
      onConfirm={() => removal.mutate()}
    >
      {agent.version === 1 ? 'Its only version goes' : `All ${agent.version} versions go`} and code that names
      the agent gets “not found”. Chats and traces stay. This cannot be undone.
    </ConfirmDialog>
  );
}
