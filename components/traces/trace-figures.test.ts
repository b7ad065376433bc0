import { describe, expect, it } from 'vitest';
import { noUsage } from '@/lib/contract/usage';
import { exampleStep } from './example-step.test-support';
import { traceFigures } from './trace-figures';

const run = {
  id: 'run_1',
  session_id: 'ses_1',
  agent_name: 'refund-assistant',
  agent_version: 1,
  model: 'simulated/demo',
  simulated: true,
  origin: 'session',
  title: 'Refund',
  status: 'running' as const,
  turn_count: 1,
  step_count: 0,
  usage: noUsage,
  started_at: '2026-11-21T09:00:00.000000Z',
  ended_at: null,
  created_by: 'usr_1',
  created_by_name: 'Maya',
};

describe('traceFigures', () => {
  it('adds up what the steps used, so that a running trace is right before its run is closed', () => {
    const steps = [
      exampleStep({ id: 'a', usage: { ...noUsage, input_tokens: 100, output_tokens: 5 }, cost_usd: 0.5 }),
      exampleStep({ id: 'b', usage: { ...noUsage, input_tokens: 50 }, cost_usd: null }),
      exampleStep({ id: 'c', type: 'tool_call', cost_is_estimate: true }),
    ];
    const figures = traceFigures({ run, steps }, 0);
    expect(figures.usage).toEqual({ ...noUsage, input_tokens: 150, output_tokens: 5, cost_usd: 0.5 });
    expect(figures.isEstimate).toBe(true);
    expect([...figures.countByType]).toEqual([
      ['model_call', 2],
      ['tool_call', 1],
    ]);
  });

  it('never names the wait for a person as the slowest step', () => {
    const steps = [
      exampleStep({ id: 'a', latency_ms: 10 }),
      exampleStep({ id: 'b', type: 'approval', latency_ms: 9000 }),
      exampleStep({ id: 'c', type: 'tool_call', latency_ms: 20, status: 'denied' }),
    ];
    const figures = traceFigures({ run, steps }, 0);
    expect(figures.slowest?.id).toBe('c');
    expect(figures.costliest).toBeUndefined();
    expect(figures.failed.map((step) => step.id)).toEqual(['c']);
  });
});
