import {
  permissions,
  personalPermissions,
  roleMay,
  roles,
  type Permission,
  type Role,
} from '@/lib/contract/permissions';

/** What each role is for, in a line: the rights table as people say it. */
export const roleWords: Record<Role, string> = {
  owner: 'Everything, and makes other owners.',
  admin: 'People, keys, models, servers, tool flags and everybody’s agents, skills and traces.',
  builder: 'Writes agents and skills, and changes those they made.',
  user: 'Runs agents and sees their own chats and traces.',
  auditor: 'Reads everything, changes and runs nothing.',
};

/** The roles that somebody of this role may give and take: those that hold nothing they lack themselves. */
export function grantableRoles(own: Role): Role[] {
  return roles.filter((role) =>
    permissions.every(
      (permission) => isPersonal(permission) || !roleMay(role, permission) || roleMay(own, permission),
    ),
  );
}

function isPersonal(permission: Permission): boolean {
  const personal: readonly Permission[] = personalPermissions;
  return personal.includes(permission);
}
