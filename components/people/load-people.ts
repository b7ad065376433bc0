import { apiPaths } from '@/lib/client/paths';
import { userSchema, type User } from '@/lib/contract/user';
import { loadAllPages } from './load-all-pages';

/** Everybody of the organisation. */
export function loadPeople(signal: AbortSignal): Promise<User[]> {
  return loadAllPages({ path: apiPaths.users(), item: userSchema, signal });
}
