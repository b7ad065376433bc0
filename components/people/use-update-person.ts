'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { User, UserPatch } from '@/lib/contract/user';

/** Changes a person; the list shows the answer at once. */
export function useUpdatePerson(person: Pick<User, 'id'>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (patch: UserPatch) => (await import('./update-person')).updatePerson(person.id, patch),
    onSuccess: (changed) => {
      queryClient.setQueryData<User[]>(['users', 'list'], (people) =>
        people?.map((candidate) => (candidate.id === changed.id ? changed : candidate)),
      );
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      void queryClient.invalidateQueries({ queryKey: ['audit'] });
    },
  });
}
