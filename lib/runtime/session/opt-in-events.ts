import type { LogEvent } from '@/lib/contract/log-event';
import type { OptInEvent, TurnInclude } from '@/lib/contract/opt-in-event';
import { eventBase } from './native-events';

/** Event types that a client sees only when it asks for their group; a projection like the rest of the dialect. */
export function toOptInEvent(event: LogEvent, include: readonly TurnInclude[]): OptInEvent | undefined {
  if (!include.includes('progress')) return undefined;
  const base = eventBase(event);
  switch (event.type) {
    case 'turn.started':
      return { ...base, type: event.type, turn_id: event.turn_id, ...event.payload };
    case 'turn.steered': {
      const input = event.payload.input.flatMap((item) => (item.type === 'user.message' ? [item] : []));
      return { ...base, type: event.type, turn_id: event.turn_id, ...event.payload, input };
    }
    case 'tool.dispatched': {
      const { arguments_digest: _internal, ...shown } = event.payload;
      return { ...base, type: event.type, thread_id: event.thread_id, ...shown };
    }
    case 'tool.progress':
      return { ...base, type: event.type, thread_id: event.thread_id, ...event.payload };
    default:
      return undefined;
  }
}
