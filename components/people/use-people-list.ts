'use client';

import { useQuery } from '@tanstack/react-query';
import { apiPaths } from '@/lib/client/paths';
import type { Page } from '@/lib/contract/pagination';
import { userSchema, type User } from '@/lib/contract/user';
import { loadAllPages } from './load-all-pages';

/** All people. The first page came with the document; only a longer list has to be asked for at once. */
export function usePeople(initial: Page<User>): readonly User[] {
  return useQuery({
    queryKey: ['users', 'list'],
    queryFn: ({ signal }) => loadAllPages({ path: apiPaths.users(), item: userSchema, signal }),
    initialData: initial.data,
    initialDataUpdatedAt: () => (initial.pagination.next_page_token === undefined ? Date.now() : 0),
  }).data;
}
