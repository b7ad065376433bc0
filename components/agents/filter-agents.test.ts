import { describe, expect, it } from 'vitest';
import type { AgentSummary } from '@/lib/contract/agent';
import { matchesFilter, tagCounts } from './filter-agents';

const agent: AgentSummary = {
  id: 'agt_1',
  name: 'refund-assistant',
  version: 1,
  aliases: { latest: 1 },
  description: 'Refunds within policy',
  tags: ['finance', 'demo'],
  model: 'simulated/demo',
  model_simulated: true,
  mcp_servers: ['billing'],
  skills: [],
  last_run_at: null,
  week_runs: 0,
  week_cost_usd: 0,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  created_by: 'usr_1',
};
const everything = { search: '', tags: [], createdBy: null };

describe('matchesFilter', () => {
  it('finds words anywhere in an agent, in any order', () => {
    expect(matchesFilter(agent, { ...everything, search: 'Billing refund' })).toBe(true);
    expect(matchesFilter(agent, { ...everything, search: 'billing github' })).toBe(false);
  });

  it('wants every chosen tag and the chosen creator', () => {
    expect(matchesFilter(agent, { ...everything, tags: ['finance', 'demo'] })).toBe(true);
    expect(matchesFilter(agent, { ...everything, tags: ['finance', 'other'] })).toBe(false);
    expect(matchesFilter(agent, { ...everything, createdBy: 'usr_2' })).toBe(false);
  });
});

describe('tagCounts', () => {
  it('puts the most used tag first', () => {
    expect(tagCounts([agent, { ...agent, tags: ['demo'] }])).toEqual([
      { tag: 'demo', count: 2 },
      { tag: 'finance', count: 1 },
    ]);
  });
});
