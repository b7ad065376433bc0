import { describe, expect, test } from 'vitest';
import { complaint } from './postgres-cluster.mjs';

describe('a failed initdb', () => {
  test('is told in the one line that says why', () => {
    const output = [
      'The files belonging to this database system will be owned by user "tackroom".',
      'creating directory /data/postgres.new ... initdb: error: could not create directory "/data": Permission denied',
      'initdb: removing contents of data directory "/data/postgres.new"',
    ].join('\n');
    expect(complaint(output)).toBe('could not create directory "/data": Permission denied');
    expect(complaint('')).toBe('it did not say why');
  });
});
