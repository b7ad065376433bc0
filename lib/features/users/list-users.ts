import type { Page, PageQuery } from '@/lib/contract/pagination';
import type { User } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { pageAnswer } from '@/lib/features/page-answer';
import { requirePermission } from '@/lib/features/require-permission';
import { notFound } from '@/lib/platform/app-error';
import { findUser, listUsers as listStored } from '@/lib/storage/users';

export async function listUsers({ principal, scope }: FeatureContext, query: PageQuery): Promise<Page<User>> {
  requirePermission(principal, 'users:read');
  return pageAnswer(
    query.limit,
    await listStored(scope, { limit: query.limit, pageToken: query.page_token }),
  );
}

export async function readUser({ principal, scope }: FeatureContext, id: string): Promise<User> {
  requirePermission(principal, 'users:read');
  const user = await findUser(scope, id);
  if (user === null) throw notFound('person', id);
  return user;
}
