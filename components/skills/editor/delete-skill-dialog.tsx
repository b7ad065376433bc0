'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { toast } from '@/components/ui/toast';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { api } from '@/lib/client/api-client';
import { apiPaths, paths } from '@/lib/client/paths';

/** Asks, then removes a skill with its versions. The server refuses while an agent attaches it. */
export function DeleteSkillDialog({
  name,
  version,
  onClose,
}: {
  name: string;
  version: number;
  onClose: () => void;
}) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.send('DELETE', apiPaths.skill(name)),
    onSuccess: () => {
      toast.success(`Deleted ${name}`);
      router.push(paths.skills());
      router.refresh();
      // Only the lists: this skill's own queries would ask for what is gone.
      void queryClient.invalidateQueries({ queryKey: ['skills', 'list'] });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${name}?`}
      confirmLabel="Delete skill"
      pending={removal.isPending || removal.isSuccess}
      error={removal.error?.message ?? null}
      onConfirm={() => removal.mutate()}
    >
      {version === 1 ? 'Its only version goes' : `All ${version} versions go`}. Traces keep what agents read
      of it. This cannot be undone.
    </ConfirmDialog>
  );
}
