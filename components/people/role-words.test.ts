import { expect, test } from 'vitest';
import { permissions, roleMay, roles } from '@/lib/contract/permissions';
import { grantableRoles } from './role-words';

test('only an owner gives the role of an owner', () => {
  expect(grantableRoles('owner')).toEqual([...roles]);
  expect(grantableRoles('admin')).toEqual(['admin', 'builder', 'user', 'auditor']);
});

test('the words for auditor and user hold in the rights table', () => {
  const writes = permissions.filter(
    (permission) => /:(?:write|write-all|decide|own)$/.test(permission) && permission !== 'account:write',
  );
  expect(writes.filter((permission) => roleMay('auditor', permission))).toEqual([]);
  expect(roleMay('user', 'traces:read-all')).toBe(false);
  expect(roleMay('user', 'agents:write')).toBe(false);
});
