import { describe, expect, it } from 'vitest';
import type { LogEventBody } from '@/lib/contract/log-event';
import { createProgressTeller } from './progress-teller';

function open() {
  const told: LogEventBody[] = [];
  let nowMs = 0;
  const clock = { now: () => new Date(nowMs), sleep: async () => undefined };
  const signal = new AbortController().signal;
  const teller = createProgressTeller(
    { ports: { clock }, signal, delta: (event) => told.push(event) },
    'call_1',
  );
  return { told, teller, pass: (ms: number) => (nowMs += ms) };
}

describe('the progress of a call', () => {
  it('is told at most five times a second, however often the server says it', () => {
    const { told, teller, pass } = open();
    for (let number = 0; number < 10_000; number += 1) {
      teller.tell({ progress: number });
      pass(0.1);
    }
    expect(told).toHaveLength(5);
    expect(told[0]).toMatchObject({
      type: 'tool.progress',
      payload: { tool_call_id: 'call_1', progress: 0 },
    });
  });

  it('has a short message and nothing that the server did not say', () => {
    const { told, teller } = open();
    teller.tell({ progress: 1, total: 4, message: 'x'.repeat(10_000) });
    expect(told[0]?.payload).toEqual({
      tool_call_id: 'call_1',
      progress: 1,
      total: 4,
      message: 'x'.repeat(500),
    });
  });

  it('is not told once the result is there', () => {
    const { told, teller } = open();
    teller.close();
    teller.tell({ progress: 1 });
    expect(told).toEqual([]);
  });
});
