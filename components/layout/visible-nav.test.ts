import { describe, expect, it } from 'vitest';
import { roles } from '@/lib/contract/permissions';
import { navGroups } from './nav-items';
import { visibleNav } from './visible-nav';

const labelsFor = (role: Parameters<typeof visibleNav>[0]): string[] =>
  visibleNav(role).flatMap((group) => group.items.map((item) => item.label));

describe('visibleNav', () => {
  it('shows an owner the whole map', () => {
    expect(labelsFor('owner')).toEqual(navGroups.flatMap((group) => group.items.map((item) => item.label)));
  });

  it('shows a user only what the role may open, and no empty group', () => {
    expect(labelsFor('user')).toEqual(['Agents', 'Playground', 'Traces', 'Models', 'API keys']);
    expect(visibleNav('auditor').every((group) => group.items.length > 0)).toBe(true);
  });

  it('keeps people away from builders', () => {
    expect(labelsFor('builder')).not.toContain('People');
  });

  it('shows the settings to administrators and auditors alone', () => {
    const readers = roles.filter((role) => labelsFor(role).includes('Settings'));
    expect(readers).toEqual(['owner', 'admin', 'auditor']);
  });
});

describe('navGroups', () => {
  it('gives every page a letter of its own', () => {
    const keys = navGroups.flatMap((group) => group.items.map((item) => item.key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
