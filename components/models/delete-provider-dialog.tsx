'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toast';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import type { Provider } from '@/lib/contract/provider';
import { refreshProviders } from './provider-queries';

/** Asks, then removes a provider with its key. */
export function DeleteProviderDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.send('DELETE', apiPaths.provider(provider.name)),
    onSuccess: async () => {
      await refreshProviders(queryClient);
      toast.success(`Deleted ${provider.name}`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${provider.name}?`}
      confirmLabel="Delete provider"
      pending={removal.isPending}
      error={removal.error?.message ?? null}
      onConfirm={() => removal.mutate()}
    >
      Agents that name one of its models cannot run until they get another one.
      {provider.auth.api_key.set ? ' Its key is deleted with it.' : ''} Chats and traces stay. To pause it
      instead, switch it off.
    </ConfirmDialog>
  );
}
