'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toast';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import type { ApiKey } from '@/lib/contract/user';

/** Asks, then ends a key. */
export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.send('DELETE', apiPaths.apiKey(apiKey.id)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] });
      toast.success(`Revoked ${apiKey.name}`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Revoke ${apiKey.name}?`}
      confirmLabel="Revoke key"
      pending={removal.isPending}
      error={removal.error?.message ?? null}
      onConfirm={() => removal.mutate()}
    >
      Programs that use the key ending in <code className="font-mono text-xs text-ink">{apiKey.last4}</code>{' '}
      are refused within five seconds. This cannot be undone.
    </ConfirmDialog>
  );
}
