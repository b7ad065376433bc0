import type { StoredEvent, StreamEvent } from '@/lib/contract/event';
import type { LogEvent } from '@/lib/contract/log-event';
import { assertNever } from '@/lib/platform/assert-never';

/**
 * The native dialect as projections of the log. A stream shows deltas, a list shows assembled messages; neither is
 * ever used to rebuild what the model saw (that is `foldTurn`).
 */
export function toStreamEvent(event: LogEvent): StreamEvent | undefined {
  const base = eventBase(event);
  switch (event.type) {
    case 'turn.created':
      return { ...base, type: event.type, turn_id: event.turn_id, ...event.payload };
    case 'turn.done':
      return { ...base, type: event.type, turn_id: event.turn_id, ...event.payload };
    case 'model.delta':
      return { ...base, type: 'model.message', thread_id: event.thread_id, ...event.payload };
    case 'model.message':
    case 'tool.dispatched':
    case 'tool.progress':
    case 'turn.started':
    case 'turn.steered':
      return undefined;
    default:
      return toSharedEvent(event);
  }
}

/** What a list of a turn's events holds: no deltas, no lifecycle events. */
export function toStoredEvent(event: LogEvent): StoredEvent | undefined {
  switch (event.type) {
    case 'turn.created':
    case 'turn.done':
    case 'model.delta':
    case 'tool.dispatched':
    case 'tool.progress':
    case 'turn.started':
    case 'turn.steered':
      return undefined;
    case 'model.message': {
      const { model_calls: _replayOnly, provider_metadata: _private, ...shown } = event.payload;
      return { ...eventBase(event), type: event.type, thread_id: event.thread_id, ...shown };
    }
    default:
      return toSharedEvent(event);
  }
}

type SharedType = 'tool.response' | 'tool.approval_required' | 'tool.response_required' | 'mcp.initialize';

/** Events that a stream and a list show alike. */
function toSharedEvent(
  event: Extract<LogEvent, { type: SharedType }>,
): Extract<StoredEvent, { type: SharedType }> {
  const base = { ...eventBase(event), thread_id: event.thread_id };
  switch (event.type) {
    case 'tool.response': {
      const { tool_name: _modelName, ...shown } = event.payload;
      return { ...base, type: event.type, ...shown };
    }
    case 'tool.approval_required':
      return { ...base, type: event.type, ...event.payload };
    case 'tool.response_required':
      return { ...base, type: event.type, ...event.payload };
    case 'mcp.initialize':
      return { ...base, type: event.type, ...event.payload };
    default:
      return assertNever(event);
  }
}

/** What every event of the dialect begins with. */
export function eventBase(event: LogEvent): { id: string; sequence_id: number; created_at: string } {
  return {
    id: `evt_${event.turn_id}_${event.sequence_id}`,
    sequence_id: event.sequence_id,
    created_at: event.created_at,
  };
}
