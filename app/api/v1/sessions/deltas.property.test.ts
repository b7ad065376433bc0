import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTurnState } from '@/lib/client/turn-state/turn-state';
import { reduceTurnState, type TurnAction } from '@/lib/client/turn-state/reduce-turn-state';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import type { LogEvent } from '@/lib/contract/log-event';
import type { Turn } from '@/lib/contract/turn';
import { noUsage } from '@/lib/contract/usage';
import type { ModelChunk } from '@/lib/gateways/model/model-port';
import type { NumberedEvent } from '@/lib/storage/event-log-port';
import { mergeDeltas } from '@/lib/storage/merge-deltas';
import { buildCatalogue } from '@/lib/runtime/context/tool-catalogue';
import { shopTool } from '@/lib/runtime/simulation/turn-bench';
import { createMessageBuilder } from '@/lib/runtime/turn/message-builder';
import { toStoredEvent, toStreamEvent } from '@/lib/runtime/session/native-events';

const manifest = agentManifestSchema.parse({
  name: 'tester',
  model: 'simulated/one',
  mcp_servers: [{ name: 'shop', preload: true }],
});
const catalogue = buildCatalogue({ manifest, policies: [shopTool('find', 'read_only')], skills: [] });
const at = '2026-01-01T00:00:00.000Z';

/** What a model streams: text, thoughts, and calls whose arguments come in pieces, between one another. */
const streams = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.string().map((text): ModelChunk => ({ type: 'text', text })),
        fc.string().map((text): ModelChunk => ({ type: 'reasoning', text })),
        fc
          .tuple(fc.nat(2), fc.string())
          .map(([index, text]): ModelChunk => ({ type: 'tool_call_arguments', index, text })),
      ),
      { maxLength: 25 },
    ),
    fc.nat(3),
  )
  .map(([chunks, calls]): ModelChunk[] => [
    ...Array.from({ length: calls }, (_, index): ModelChunk => {
      const name = index === 1 ? 'no_such_tool' : 'shop__find';
      return { type: 'tool_call_start', index, providerCallId: `p${index}`, name };
    }),
    ...chunks,
  ]);
/** Which deltas happened to wait together: true joins one to the one before it, as far as they may be joined. */
const groupings = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });

describe('deltas of a message', () => {
  it('hold the whole message, however they are joined', () => {
    fc.assert(
      fc.property(streams, groupings, (chunks, joins) => {
        const { deltas, stored } = logOf(chunks);
        const joined = join(deltas, joins);
        const payloads = joined.flatMap((event) => (event.type === 'model.delta' ? [event.payload] : []));
        expect(payloads.map((delta) => delta.content ?? '').join('')).toBe(stored.payload.content);
        const reasoning = payloads.map((delta) => delta.reasoning_content ?? '').join('');
        expect(reasoning).toBe(stored.payload.reasoning_content ?? '');
        const sequence = joined.map((event) => event.sequence_id);
        expect(sequence).toEqual([...sequence].sort((left, right) => left - right));
        expect(sequence.at(-1)).toBe(deltas.at(-1)?.sequence_id);
      }),
    );
  });

  it('give a live reader the message that a list shows, joined or not, cut off and sent again or not', () => {
    fc.assert(
      fc.property(streams, groupings, fc.nat(), (chunks, joins, cut) => {
        const { deltas, stored } = logOf(chunks);
        const joined = join(deltas, joins).map(placed);
        const seen = [...joined.slice(0, cut % (joined.length + 1)), ...joined];
        const live = seen.reduce(
          (state, event) => {
            const shown = toStreamEvent(event);
            return shown ? reduceTurnState(state, { type: 'turn.event', key: 'turn', event: shown }) : state;
          },
          reduceTurnState(emptyTurnState, sent),
        );
        const listed = toStoredEvent(stored);
        const loaded = reduceTurnState(emptyTurnState, {
          type: 'turn.loaded',
          turn,
          events: listed ? [listed] : [],
        });
        expect(viewOf(live)).toEqual(viewOf(loaded));
      }),
    );
  });
});

const sent: TurnAction = { type: 'turn.sent', key: 'turn', input: [], at };
const turn: Turn = {
  id: 'turn',
  session_id: 'ses_a',
  previous_turn_id: null,
  run_id: 'run_a',
  input: [],
  status: 'done',
  queue_position: null,
  output: [],
  cancellation_reason: null,
  error: null,
  usage: noUsage,
  created_at: at,
  started_at: at,
  ended_at: at,
  created_by: 'usr_a',
};

/** As the runner logs a stream: a delta for each chunk, a closing one, then the whole message. */
function logOf(chunks: readonly ModelChunk[]) {
  const builder = createMessageBuilder(catalogue);
  let number = 1;
  const delta = (payload: object): NumberedEvent => {
    number += 1;
    return {
      type: 'model.delta',
      thread_id: 'main',
      payload: { message_id: 'msg_a', ...payload },
      sequence_id: number,
    };
  };
  const deltas = chunks.flatMap((chunk) => {
    const payload = builder.add(chunk);
    return payload ? [delta(payload)] : [];
  });
  const closing = { finish_reason: 'stop', usage: noUsage, model: 'simulated/one', step_id: 'stp_a' };
  deltas.push(delta({ ...builder.heldBack(), ...closing }));
  const payload = { message_id: 'msg_a', ...builder.build(true), ...closing };
  const stored = placed({ type: 'model.message', thread_id: 'main', payload, sequence_id: number + 1 });
  if (stored.type !== 'model.message') throw new Error('It was made as a message.');
  return { deltas, stored };
}

function join(deltas: readonly NumberedEvent[], joins: readonly boolean[]): NumberedEvent[] {
  return deltas.reduce<NumberedEvent[]>((events, event, index) => {
    const last = events.at(-1);
    const merged = last && joins[index % joins.length] ? mergeDeltas(last, event) : undefined;
    return merged ? [...events.slice(0, -1), merged] : [...events, event];
  }, []);
}

function placed(event: NumberedEvent): LogEvent {
  return { ...event, turn_id: 'turn', created_at: at };
}

/** What people see of a message, without the times that only a live reader knows. */
function viewOf(state: ReturnType<typeof reduceTurnState>) {
  const messages = state.turns[0]?.messages.map(
    ({ id, content, reasoning, slots, isFinished, finishReason }) => ({
      id,
      content,
      reasoning,
      isFinished,
      finishReason,
      calls: slots.map(({ callId }) => callId),
    }),
  );
  const calls = Object.values(state.calls).map(({ id, name, argumentsText, toolInfo, isComplete }) => ({
    id,
    name,
    // A list shows a call without arguments as one with an empty object.
    argumentsText: argumentsText === '' ? '{}' : argumentsText,
    toolInfo,
    isComplete,
  }));
  return { messages, calls };
}
