import type { StoredEvent, StreamEvent } from '@/lib/contract/event';
import type { ToolInfo } from '@/lib/contract/tool-call';
import type { Turn } from '@/lib/contract/turn';
import { noUsage, type Usage } from '@/lib/contract/usage';

export const farAhead = '2099-01-01T00:00:00.000Z';
export const usage: Usage = { ...noUsage, input_tokens: 120, output_tokens: 12, cost_usd: 0.001 };

export type SampleCall = { id: string; server: string; tool: string; argumentsText: string };
export type SampleMessage = { id: string; content: string; reasoning: string; calls: SampleCall[] };
export type SampleTurn = {
  id: string;
  messages: SampleMessage[];
  /** Ids of calls that got a result. */
  answered: string[];
  /** Ids of calls that ask for approval. */
  asked: string[];
};

const infoOf = (call: SampleCall): ToolInfo => ({
  mcp_server_id: call.server,
  mcp_server_name: call.server,
  original_tool_name: call.tool,
});

/** The turn as its stream delivers it, text cut into pieces of `pieceLength`. */
export function streamOf(turn: SampleTurn, pieceLength = 3): StreamEvent[] {
  const events: StreamEvent[] = [];
  const base = (): EventBase => ({
    id: `evt_${turn.id}_${events.length}`,
    sequence_id: events.length * 2,
    created_at: new Date(1_800_000_000_000 + events.length * 100).toISOString(),
  });
  events.push({
    ...base(),
    type: 'turn.created',
    turn_id: turn.id,
    session_id: 'ses_1',
    previous_turn_id: null,
    run_id: `run_${turn.id}`,
    status: 'running',
  });
  for (const message of turn.messages) {
    const head = { type: 'model.message' as const, thread_id: 'main', message_id: message.id };
    for (const piece of cut(message.reasoning, pieceLength))
      events.push({ ...base(), ...head, reasoning_content: piece });
    for (const piece of cut(message.content, pieceLength))
      events.push({ ...base(), ...head, content: piece });
    message.calls.forEach((call, index) => {
      events.push({
        ...base(),
        ...head,
        tool_calls: [
          {
            index,
            id: call.id,
            type: 'function',
            function: { name: call.tool, arguments: '' },
            tool_info: infoOf(call),
          },
        ],
      });
      for (const piece of cut(call.argumentsText, pieceLength)) {
        events.push({ ...base(), ...head, tool_calls: [{ index, function: { arguments: piece } }] });
      }
    });
    events.push({
      ...base(),
      ...head,
      finish_reason: message.calls.length > 0 ? 'tool_calls' : 'stop',
      usage,
      model: 'simulated/demo',
      step_id: `stp_${message.id}`,
    });
    for (const event of outcomesOf(turn, message, base)) events.push(event);
  }
  events.push({ ...base(), type: 'turn.done', turn_id: turn.id, status: 'done', usage });
  return events;
}

/** The same turn as storage lists it. */
export function storedOf(turn: SampleTurn): StoredEvent[] {
  const events: StoredEvent[] = [];
  const base = (): EventBase => ({
    id: `sto_${events.length}`,
    sequence_id: events.length + 1,
    created_at: '2027-01-15T08:00:00.000Z',
  });
  for (const message of turn.messages) {
    events.push({
      ...base(),
      type: 'model.message',
      thread_id: 'main',
      message_id: message.id,
      content: message.content,
      ...(message.reasoning === '' ? {} : { reasoning_content: message.reasoning }),
      tool_calls: message.calls.map((call) => ({
        id: call.id,
        type: 'function',
        function: { name: call.tool, arguments: call.argumentsText },
        tool_info: infoOf(call),
      })),
      finish_reason: message.calls.length > 0 ? 'tool_calls' : 'stop',
      usage,
      model: 'simulated/demo',
      step_id: `stp_${message.id}`,
    });
    events.push(...outcomesOf(turn, message, base));
  }
  return events;
}

export function turnOf(turn: SampleTurn, overrides: Partial<Turn> = {}): Turn {
  return {
    id: turn.id,
    session_id: 'ses_1',
    previous_turn_id: null,
    run_id: `run_${turn.id}`,
    input: [{ type: 'user.message', content: `Say something about ${turn.id}` }],
    status: 'done',
    queue_position: null,
    output: [],
    cancellation_reason: null,
    error: null,
    usage,
    created_at: '2027-01-15T08:00:00.000Z',
    started_at: '2027-01-15T08:00:00.000Z',
    ended_at: '2027-01-15T08:00:02.000Z',
    created_by: 'usr_1',
    ...overrides,
  };
}

type EventBase = { id: string; sequence_id: number; created_at: string };

type OutcomeEvent = Extract<StoredEvent, { type: 'tool.response' | 'tool.approval_required' }>;

function outcomesOf(turn: SampleTurn, message: SampleMessage, base: () => EventBase): OutcomeEvent[] {
  return message.calls.flatMap((call, index): OutcomeEvent[] => {
    const at = base();
    // Several outcomes of one message take numbers of their own between two multiples.
    const place = { ...at, id: `${at.id}_${index}`, sequence_id: at.sequence_id + index / 100 };
    if (turn.asked.includes(call.id)) {
      return [
        {
          ...place,
          type: 'tool.approval_required' as const,
          thread_id: 'main',
          tool_calls: [{ id: call.id }],
          approvals: [
            {
              tool_call_id: call.id,
              server: call.server,
              tool: call.tool,
              kind: 'approval' as const,
              reason: 'It is flagged destructive.',
              policy: 'tool-effects',
              arguments: { id: 'INV-2031' },
              arguments_digest: 'sha256:1',
              tool_digest: 'sha256:2',
              expires_at: farAhead,
            },
          ],
        },
      ];
    }
    if (!turn.answered.includes(call.id)) return [];
    return [
      {
        ...place,
        type: 'tool.response' as const,
        thread_id: 'main',
        tool_call_id: call.id,
        content: '{"ok":true}',
        is_error: false,
        outcome: 'done',
        duration_ms: 12,
        step_id: `stp_${call.id}`,
      },
    ];
  });
}

function cut(text: string, length: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += length) pieces.push(text.slice(start, start + length));
  return pieces;
}
