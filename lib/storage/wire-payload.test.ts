import { describe, expect, it } from 'vitest';
import { newTurnId } from '@/lib/platform/ids';
import { fromPayload, toPayloads } from './wire-payload';

describe('payloads between processes', () => {
  it('stay below what PostgreSQL takes and lose no word', () => {
    const logs = Array.from({ length: 500 }, (_, index) => ({ turnId: newTurnId(), sequenceId: index + 1 }));
    const turns = Array.from({ length: 300 }, () => newTurnId());
    const payloads = toPayloads({ logs, turns });
    expect(payloads.every((payload) => Buffer.byteLength(payload) < 8000)).toBe(true);
    const read = payloads.map(fromPayload);
    expect(read.flatMap((words) => words.logs)).toEqual(logs);
    expect(read.flatMap((words) => words.turns)).toEqual(turns);
  });

  it('are read without the words that make no sense', () => {
    const turnId = newTurnId();
    expect(fromPayload(`x1 l${turnId}:nine t l${turnId}:9 t${turnId.slice(1)} ''; DROP`)).toEqual({
      logs: [{ turnId, sequenceId: 9 }],
      turns: [],
    });
  });
});
