import { describe, expect, it } from 'vitest';
import { loads } from './loads.mjs';
import { loadRows } from './rows.mjs';

const result = {
  perSecond: 1,
  doneMs: 1,
  doneMsP99: 1,
  firstByteMs: 1,
  cpuMs: 1,
  serverCpuMs: 1,
  databaseCpuMs: 1,
};

describe('the rows of a run', () => {
  it('are those of the loads that were run and of no others', () => {
    const rows = loadRows([{ P4: result }], ['P4']);
    expect(rows.map(({ figure }) => figure.slice(0, 2))).toEqual(['P4', 'P4', 'P4']);
  });

  it('exist for every load there is', () => {
    const round = Object.fromEntries(Object.keys(loads).map((name) => [name, result]));
    const rows = loadRows([round], Object.keys(loads));
    expect(rows.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(rows.length).toBeGreaterThan(Object.keys(loads).length);
  });
});
