import { z } from 'zod';
import { storedEventSchema } from '@/lib/contract/event';
import { optInEventSchema } from '@/lib/contract/opt-in-event';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { sessionSchema, type Session } from '@/lib/contract/session';
import { turnSchema, type Turn } from '@/lib/contract/turn';
import { api } from '../api-client';
import { apiPaths } from '../paths';
import { isTurnActive, type ListedEvent } from '../turn-state/turn-state';
import { withProgress } from './with-progress';

const listedEventSchema = z.union([storedEventSchema, optInEventSchema]);
const pageLimit = '200';
const newestLimit = '20';
const readsAtOnce = 4;

export type LoadedTurn = { turn: Turn; events: ListedEvent[] };

/** All turns of a session, oldest first, with the events of those that have ended. */
export async function readSessionTurns(sessionId: string, signal: AbortSignal): Promise<LoadedTurn[]> {
  const turns = await readAll(
    (query) => apiPaths.turns(sessionId, { order: 'asc', ...query }),
    turnSchema,
    signal,
  );
  const loaded: LoadedTurn[] = turns.map((turn) => ({ turn, events: [] }));
  const ended = loaded.filter(({ turn }) => !isTurnActive({ phase: turn.status }));
  const readNext = async (): Promise<void> => {
    for (let entry = ended.shift(); entry; entry = ended.shift()) {
      entry.events = await readTurnEvents({ sessionId, turnId: entry.turn.id, signal });
    }
  };
  await Promise.all(Array.from({ length: readsAtOnce }, readNext));
  return loaded;
}

/** One turn, with its events once it has ended. */
export async function readTurn(place: TurnPlace): Promise<LoadedTurn> {
  const { data: turn } = await api.get(apiPaths.turn(place.sessionId, place.turnId), dataOf(turnSchema), {
    signal: place.signal,
  });
  return { turn, events: isTurnActive({ phase: turn.status }) ? [] : await readTurnEvents(place) };
}

/** The newest turns, newest first. */
export async function readNewestTurns(sessionId: string, signal: AbortSignal): Promise<Turn[]> {
  const page = await api.get(
    apiPaths.turns(sessionId, { order: 'desc', limit: newestLimit }),
    listOf(turnSchema),
    {
      signal,
    },
  );
  return page.data;
}

export async function readSession(sessionId: string, signal: AbortSignal): Promise<Session> {
  return (await api.get(apiPaths.session(sessionId), dataOf(sessionSchema), { signal })).data;
}

type PageQuery = { limit: string; page_token: string | undefined };
type TurnPlace = { sessionId: string; turnId: string; signal: AbortSignal };

function readTurnEvents({ sessionId, turnId, signal }: TurnPlace): Promise<ListedEvent[]> {
  return readAll(
    (query) => withProgress(apiPaths.turnEvents(sessionId, turnId, { order: 'asc', ...query })),
    listedEventSchema,
    signal,
  );
}

async function readAll<Item extends z.ZodType>(
  pathOf: (query: PageQuery) => string,
  item: Item,
  signal: AbortSignal,
): Promise<z.output<Item>[]> {
  const items: z.output<Item>[] = [];
  let token: string | undefined;
  do {
    const page = await api.get(pathOf({ limit: pageLimit, page_token: token }), listOf(item), { signal });
    items.push(...page.data);
    token = page.pagination.next_page_token;
  } while (token !== undefined);
  return items;
}
