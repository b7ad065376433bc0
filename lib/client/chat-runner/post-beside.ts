import { dataOf } from '@/lib/contract/pagination';
import { turnSchema, type Turn, type TurnInputItem } from '@/lib/contract/turn';
import { api } from '../api-client';
import { localId } from '../local-id';
import { apiPaths } from '../paths';

/** What left this page, and how: kept until the server has it, for sending it again. */
export type Sent = {
  input: TurnInputItem[];
  way: 'start' | 'queue' | 'steer';
  /** The same for every try, so that a message whose answer was lost is not taken twice. */
  onceKey: string;
};

/** A message or decisions about to leave. */
export function newSent(input: TurnInputItem[], way: Sent['way']): Sent {
  return { input, way, onceKey: localId('chat') };
}

/**
 * Queues a message beside a running turn or lets it join one. Answers the turn it belongs to, without its stream:
 * the page has one for the turn that runs, and a browser grants few to a server.
 */
export async function postBeside(
  sessionId: string,
  { input, way, onceKey }: Sent,
  signal: AbortSignal,
): Promise<Turn> {
  const body = { input, previous_turn_id: 'auto', stream: false, if_running: way };
  const answer = await api.post(apiPaths.turns(sessionId), body, dataOf(turnSchema), { signal, onceKey });
  return answer.data;
}

/** Takes a turn out of the queue; answers how it stands, which is running when it had just started. */
export async function cancelQueued(sessionId: string, turnId: string): Promise<Turn> {
  return (await api.post(apiPaths.turnCancel(sessionId, turnId), undefined, dataOf(turnSchema))).data;
}
