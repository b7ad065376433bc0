'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { userSchema, type User, type UserPatch } from '@/lib/contract/user';

/** Changes a person; the list shows the answer at once. */
export function useUpdatePerson(person: Pick<User, 'id'>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (patch: UserPatch) =>
      (await api.patch(apiPaths.user(person.id), patch, dataOf(userSchema))).data,
    onSuccess: (changed) => {
      queryClient.setQueryData<User[]>(['users', 'list'], (people) =>
        people?.map((candidate) => (candidate.id === changed.id ? changed : candidate)),
      );
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      void queryClient.invalidateQueries({ queryKey: ['audit'] });
    },
  });
}
