'use client';

import { useQuery } from '@tanstack/react-query';
import type { Page } from '@/lib/contract/pagination';
import type { User } from '@/lib/contract/user';

/** All people. The first page came with the document; only a longer list has to be asked for at once. */
export function usePeople(initial: Page<User>): readonly User[] {
  return useQuery({
    queryKey: ['users', 'list'],
    queryFn: async ({ signal }) => (await import('./load-people')).loadPeople(signal),
    initialData: initial.data,
    initialDataUpdatedAt: () => (initial.pagination.next_page_token === undefined ? Date.now() : 0),
  }).data;
}
