import { describe, expect, it } from 'vitest';
import { editRights } from './edit-rights';

const agent = { created_by: 'usr_maya' };

describe('editRights', () => {
  it('lets a builder edit what they created and copy the rest', () => {
    expect(editRights({ id: 'usr_maya', role: 'builder' }, agent).mayEditAgent).toBe(true);
    expect(editRights({ id: 'usr_tom', role: 'builder' }, agent)).toMatchObject({
      mayEditAgent: false,
      maySave: true,
    });
  });

  it('lets an admin edit everything', () => {
    expect(editRights({ id: 'usr_tom', role: 'admin' }, agent).mayEditAgent).toBe(true);
  });

  it('lets a user run but not change, and says why', () => {
    const rights = editRights({ id: 'usr_tom', role: 'user' }, agent);
    expect(rights).toMatchObject({ mayRun: true, maySave: false, mayEditAgent: false });
    expect(rights.readOnlyReason).toContain('builder role');
  });

  it('lets an auditor do neither', () => {
    expect(editRights({ id: 'usr_tom', role: 'auditor' }, agent)).toMatchObject({
      mayRun: false,
      maySave: false,
    });
  });
});
