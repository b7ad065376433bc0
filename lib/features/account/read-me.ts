import { permissions } from '@/lib/contract/permissions';
import { can } from '@/lib/contract/principal';
import type { Me } from '@/lib/contract/user';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requirePermission } from '@/lib/features/require-permission';
import { notFound } from '@/lib/platform/app-error';
import { findOrganisation } from '@/lib/storage/organisations';
import { findUser } from '@/lib/storage/users';

/** Who the caller is, and what their credential may do. */
export async function readMe({ principal, scope }: FeatureContext): Promise<Me> {
  requirePermission(principal, 'account:read');
  const [user, organisation] = await Promise.all([
    findUser(scope, principal.userId),
    findOrganisation(scope),
  ]);
  if (user === null || organisation === null) throw notFound('person', principal.userId);
  return { user, organisation, permissions: permissions.filter((permission) => can(principal, permission)) };
}
