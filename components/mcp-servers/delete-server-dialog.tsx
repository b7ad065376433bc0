'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { toast } from '@/components/ui/toast';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths, paths } from '@/lib/client/paths';
import type { McpServer } from '@/lib/contract/mcp-server';

/** Asks, then removes a server with its tools, flags and credential. */
export function DeleteServerDialog({ server, onClose }: { server: McpServer; onClose: () => void }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.send('DELETE', apiPaths.mcpServer(server.name)),
    onSuccess: () => {
      toast.success(`Deleted ${server.name}`);
      router.push(paths.mcpServers());
      queryClient.removeQueries({ queryKey: ['mcp-servers', server.name] });
      void queryClient.invalidateQueries({ queryKey: ['mcp-servers'], exact: true });
      void queryClient.invalidateQueries({ queryKey: ['tool-policies'] });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${server.name}?`}
      confirmLabel="Delete server"
      pending={removal.isPending}
      error={removal.error?.message ?? null}
      onConfirm={() => removal.mutate()}
    >
      Its {server.tool_count} tools, their flags and its credential go. Agents that name it work without them.
      Past chats and traces stay. This cannot be undone.
    </ConfirmDialog>
  );
}
