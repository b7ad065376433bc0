import { describe, expect, it } from 'vitest';
import { diffManifests } from './diff-manifests';

describe('diffManifests', () => {
  it('finds nothing between equal definitions, in whatever order their keys came', () => {
    expect(diffManifests({ a: 1, b: [{ name: 'x' }] }, { b: [{ name: 'x' }], a: 1 })).toEqual([]);
  });

  it('names what was added, removed and changed', () => {
    expect(diffManifests({ a: 1, b: 2 }, { b: 3, c: { d: 4 } })).toEqual([
      { path: 'a', before: 1 },
      { path: 'b', before: 2, after: 3 },
      { path: 'c', after: { d: 4 } },
    ]);
  });

  it('matches named things by name, so that moving one is no change', () => {
    const billing = { name: 'billing', preload: false };
    const payments = { name: 'payments', preload: true };
    expect(diffManifests({ s: [billing, payments] }, { s: [payments, billing] })).toEqual([]);
    expect(diffManifests({ s: [billing, payments] }, { s: [{ ...billing, preload: true }] })).toEqual([
      { path: 's[billing].preload', before: false, after: true },
      { path: 's[payments]', before: payments },
    ]);
  });

  it('shows lists without names whole', () => {
    expect(diffManifests({ tags: ['a', 'b'] }, { tags: ['b'] })).toEqual([
      { path: 'tags', before: ['a', 'b'], after: ['b'] },
    ]);
  });
});
