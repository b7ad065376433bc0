'use client';

import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { userSchema } from '@/lib/contract/user';
import { api } from './api-client';
import { apiPaths } from './paths';

const answerSchema = z.object({ data: z.array(userSchema) });

/**
 * Turns the id of who made something into words: "you", a name where this role may read the people, else
 * "a colleague".
 */
export function usePersonName(options: { viewerId: string; mayReadPeople: boolean }): (id: string) => string {
  const people = useQuery({
    queryKey: ['users'],
    queryFn: async ({ signal }) => (await api.get(apiPaths.users(), answerSchema, { signal })).data,
    enabled: options.mayReadPeople,
    staleTime: 60_000,
  });
  return (id) => {
    if (id === options.viewerId) return 'you';
    return people.data?.find((person) => person.id === id)?.name ?? 'a colleague';
  };
}
