import { roleMay, type Role } from '@/lib/contract/permissions';
import { navGroups, type NavGroup } from './nav-items';

/** The part of the map that a role may open, without empty groups. */
export function visibleNav(role: Role): NavGroup[] {
  return navGroups
    .map((group) => ({ ...group, items: group.items.filter((item) => roleMay(role, item.permission)) }))
    .filter((group) => group.items.length > 0);
}
