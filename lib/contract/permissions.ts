/** Roles of people, strongest first. */
export const roles = ['owner', 'admin', 'builder', 'user', 'auditor'] as const;
export type Role = (typeof roles)[number];

/**
 * The rights table: which role may do what. `own` in a name limits a right to what the caller created;
 * the same strings are the scopes of API keys.
 */
export const permissionTable = {
  'owners:write': ['owner'],
  'users:read': ['owner', 'admin', 'auditor'],
  'users:write': ['owner', 'admin'],
  'api-keys:own': ['owner', 'admin', 'builder', 'user'],
  'api-keys:read': ['owner', 'admin', 'auditor'],
  'api-keys:write': ['owner', 'admin'],
  'audit:read': ['owner', 'admin', 'auditor'],
  'providers:read': ['owner', 'admin', 'builder', 'auditor'],
  'providers:write': ['owner', 'admin'],
  'models:read': ['owner', 'admin', 'builder', 'user', 'auditor'],
  'mcp-servers:read': ['owner', 'admin', 'builder', 'auditor'],
  'mcp-servers:write': ['owner', 'admin'],
  'tool-policies:read': ['owner', 'admin', 'builder', 'auditor'],
  'tool-policies:write': ['owner', 'admin'],
  'skills:read': ['owner', 'admin', 'builder', 'auditor'],
  'skills:write': ['owner', 'admin', 'builder'],
  'agents:read': ['owner', 'admin', 'builder', 'user', 'auditor'],
  'agents:write': ['owner', 'admin', 'builder'],
  'sessions:read': ['owner', 'admin', 'builder', 'user', 'auditor'],
  'sessions:write': ['owner', 'admin', 'builder', 'user'],
  'sessions:read-all': ['owner', 'admin', 'auditor'],
  'sessions:write-all': ['owner', 'admin'],
  'drafts:write': ['owner', 'admin', 'builder'],
  'calls:decide': ['owner', 'admin', 'builder', 'user'],
  'traces:read': ['owner', 'admin', 'builder', 'user', 'auditor'],
  'traces:read-all': ['owner', 'admin', 'auditor'],
  'settings:read': ['owner', 'admin', 'auditor'],
  'settings:write': ['owner', 'admin'],
  'account:read': ['owner', 'admin', 'builder', 'user', 'auditor'],
  'account:write': ['owner', 'admin', 'builder', 'user', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;

/** Every permission, in the table's order: the scopes an API key may be given. */
// Object.keys forgets the literal keys; the table above is the only source of them.
export const permissions = Object.keys(permissionTable) as Permission[];

/** Rights that belong to a signed-in person alone: no API key carries them. */
export const personalPermissions = ['account:write'] as const satisfies readonly Permission[];

/** Tells whether a role holds a permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = permissionTable[permission];
  return holders.includes(role);
}
