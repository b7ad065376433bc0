import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import type { LogEvent, LogEventBody } from '@/lib/contract/log-event';
import { noUsage } from '@/lib/contract/usage';
import { admitInput, applyEvent, foldTurn, openCalls } from './fold-turn';

const manifest = agentManifestSchema.parse({ name: 'tester', model: 'simulated/one' });
const input = [{ type: 'user.message' as const, content: 'Hello' }];

/** What a turn may do next; each becomes the events that the runner would log for it. */
const moves = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('say' as const), text: fc.string(), calls: fc.nat(3) }),
    fc.record({ kind: fc.constant('dispatch' as const), pick: fc.nat() }),
    fc.record({ kind: fc.constant('answer' as const), pick: fc.nat(), text: fc.string() }),
    fc.record({ kind: fc.constant('steer' as const), text: fc.string({ minLength: 1 }) }),
    fc.record({ kind: fc.constant('delta' as const), text: fc.string() }),
  ),
  { maxLength: 30 },
);

describe('the fold of a log', () => {
  it('is the same for a prefix and then the rest as for the whole', () => {
    fc.assert(
      fc.property(logs(), fc.nat(), (events, cut) => {
        const length = events.length === 0 ? 0 : cut % (events.length + 1);
        const continued = foldTurn({ manifest, input, events: events.slice(0, length) }, undefined);
        for (const event of events.slice(length)) applyEvent(continued, event);
        expect(continued).toEqual(foldTurn({ manifest, input, events }, undefined));
      }),
    );
  });

  it('gives the same when it is made again, and changes neither log nor context', () => {
    fc.assert(
      fc.property(logs(), logs(), (first, second) => {
        const before = foldTurn({ manifest, input, events: first }, undefined);
        const context = { messages: before.messages, waitingInput: before.waitingInput };
        const copy = structuredClone({ context, second });
        const once = foldTurn({ manifest, input, events: second }, context);
        admitInput(once);
        const again = foldTurn({ manifest, input, events: second }, context);
        admitInput(again);
        expect(again).toEqual(once);
        expect({ context, second }).toEqual(copy);
      }),
    );
  });

  it('holds each call of the last message open until its own result, and no other', () => {
    fc.assert(
      fc.property(logs(), (events) => {
        const conversation = foldTurn({ manifest, input, events }, undefined);
        const last = events.findLast((event) => event.type === 'model.message');
        const answered = new Set(
          events.flatMap((event) => (event.type === 'tool.response' ? [event.payload.tool_call_id] : [])),
        );
        const expected = (last?.payload.model_calls ?? [])
          .map(({ id }) => id)
          .filter((id) => !answered.has(id));
        expect(openCalls(conversation).map(({ id }) => id)).toEqual(expected);
      }),
    );
  });
});

function logs(): fc.Arbitrary<LogEvent[]> {
  return moves.map((chosen) => {
    const bodies: LogEventBody[] = [];
    let open: string[] = [];
    let steers = 0;
    chosen.forEach((move, index) => {
      const thread = { thread_id: 'main' };
      if (move.kind === 'say' && open.length === 0) {
        open = Array.from({ length: move.calls }, (_, place) => `call_${index}_${place}`);
        bodies.push({ type: 'model.message', ...thread, payload: message(index, move.text, open) });
      }
      const id = 'pick' in move ? open[move.pick % open.length] : undefined;
      if (move.kind === 'dispatch' && id !== undefined) {
        const payload = { tool_call_id: id, server: 'shop', tool: 'find', arguments_digest: 'sha256:x' };
        bodies.push({ type: 'tool.dispatched', ...thread, payload });
      }
      if (move.kind === 'answer' && id !== undefined) {
        open = open.filter((other) => other !== id);
        const result = { content: move.text, is_error: false, outcome: 'done' as const, duration_ms: 1 };
        bodies.push({
          type: 'tool.response',
          ...thread,
          payload: { tool_call_id: id, tool_name: 'find', ...result },
        });
      }
      if (move.kind === 'steer') {
        const said = [{ type: 'user.message' as const, content: move.text }];
        steers += 1;
        bodies.push({ type: 'turn.steered', payload: { number: steers, input: said, created_by: 'usr_a' } });
      }
      if (move.kind === 'delta')
        bodies.push({ type: 'model.delta', ...thread, payload: { message_id: 'msg_x', content: move.text } });
    });
    return bodies.map((body, index) => ({
      ...body,
      turn_id: 'turn',
      sequence_id: index + 1,
      created_at: '2026-01-01T00:00:00.000Z',
    }));
  });
}

function message(index: number, content: string, calls: readonly string[]) {
  return {
    message_id: `msg_${index}`,
    content,
    tool_calls: [],
    model_calls: calls.map((id) => ({ id, provider_call_id: `p_${id}`, name: 'find', arguments: '{}' })),
    finish_reason: 'stop',
    usage: noUsage,
    model: 'simulated/one',
    step_id: `stp_${index}`,
  };
}
