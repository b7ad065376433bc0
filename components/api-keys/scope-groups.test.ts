import { expect, test } from 'vitest';
import { permissions, personalPermissions, roleMay, type Permission } from '@/lib/contract/permissions';
import { runAgentsScopes, scopeGroups } from './scope-groups';

const offered = scopeGroups.flatMap((group) => group.scopes.map(({ scope }) => scope));

test('every permission that a key may carry is offered once', () => {
  const personal: readonly Permission[] = personalPermissions;
  expect(offered.toSorted()).toEqual(
    permissions.filter((permission) => !personal.includes(permission)).toSorted(),
  );
});

test('running agents takes only what every user holds, and approves nothing', () => {
  expect(runAgentsScopes.filter((scope) => !roleMay('user', scope))).toEqual([]);
  expect(runAgentsScopes).not.toContain('calls:decide');
});
