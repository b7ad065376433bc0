import { describe, expect, test } from 'vitest';
import type { ToolPolicy } from '@/lib/contract/tool-policy';
import { isInFilter, matchesSearch, pauseForecast } from './filter-policies';

const base: ToolPolicy = {
  id: 'tol_1',
  server: 'payments',
  name: 'issue_refund',
  description: 'Send money back to a customer',
  input_schema: {},
  output_schema: null,
  annotations: {},
  suggested_effect: null,
  effect: 'destructive',
  effective_effect: 'destructive',
  idempotent: false,
  enabled: true,
  digest: 'sha256:0',
  state: 'ok',
  token_count: 10,
  updated_at: '2026-11-21T00:00:00.000Z',
  calls_30_days: 4,
  refused_30_days: 1,
};
const changed: ToolPolicy = {
  ...base,
  effect: 'read_only',
  effective_effect: 'unset',
  state: 'changed',
  calls_30_days: 7,
};
const reading: ToolPolicy = {
  ...base,
  effect: 'read_only',
  effective_effect: 'read_only',
  calls_30_days: 100,
};

describe('filters of tool policies', () => {
  test('a changed tool counts as unreviewed, not under the flag it had', () => {
    expect(isInFilter(changed, 'unreviewed')).toBe(true);
    expect(isInFilter(changed, 'changed')).toBe(true);
    expect(isInFilter(changed, 'read_only')).toBe(false);
  });

  test('the search finds words in any order across server, name and description', () => {
    expect(matchesSearch(base, 'refund PAYMENTS')).toBe(true);
    expect(matchesSearch(base, 'money back')).toBe(true);
    expect(matchesSearch(base, 'refund slack')).toBe(false);
  });

  test('the forecast counts calls that ask as things are, changed tools included and switched-off ones not', () => {
    expect(pauseForecast([base, changed, reading])).toEqual({ calls: 111, asking: 11 });
    expect(pauseForecast([{ ...base, enabled: false }])).toEqual({ calls: 4, asking: 0 });
  });
});
