import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { userSchema, type User, type UserPatch } from '@/lib/contract/user';

/** Changes what is given of a person. */
export async function updatePerson(id: string, patch: UserPatch): Promise<User> {
  return (await api.patch(apiPaths.user(id), patch, dataOf(userSchema))).data;
}
