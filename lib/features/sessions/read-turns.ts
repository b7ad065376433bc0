import type { StoredEvent } from '@/lib/contract/event';
import type { Page } from '@/lib/contract/pagination';
import type { Turn } from '@/lib/contract/turn';
import { notFound } from '@/lib/platform/app-error';
import type { OptInEvent, TurnInclude } from '@/lib/contract/opt-in-event';
import { toStoredEvent } from '@/lib/runtime/session/native-events';
import { toOptInEvent } from '@/lib/runtime/session/opt-in-events';
import { decodeCursor, encodeCursor } from '@/lib/storage/page-cursor';
import { readStoredEvents } from '@/lib/storage/read-events';
import { findTurn, listTurns as readTurnPage } from '@/lib/storage/turns';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { readableSession, usableSession } from './session-access';
import { stopTurns } from './manage-session';

const sequenceForm = /^\d{1,9}$/;
/** A list holds assembled messages and results: no increments, and no lifecycle events. */
const unlisted = ['model.delta', 'tool.progress', 'turn.created', 'turn.done'] as const;
const listedOnRequest = ['turn.started', 'turn.steered', 'tool.dispatched'] as const;

type OrderedPage = { order: 'asc' | 'desc'; limit: number; page_token?: string | undefined };

export async function readTurn(context: FeatureContext, sessionId: string, turnId: string): Promise<Turn> {
  requirePermission(context.principal, 'sessions:read');
  await readableSession(context, sessionId);
  const turn = await findTurn(context.scope, sessionId, turnId);
  if (!turn) throw notFound('turn', turnId);
  return turn;
}

export async function listTurns(
  context: FeatureContext,
  sessionId: string,
  query: OrderedPage,
): Promise<Page<Turn>> {
  requirePermission(context.principal, 'sessions:read');
  await readableSession(context, sessionId);
  const { data, nextPageToken } = await readTurnPage(context.scope, { ...query, sessionId });
  return {
    data,
    pagination: { limit: query.limit, ...(nextPageToken ? { next_page_token: nextPageToken } : {}) },
  };
}

/** What a turn has logged so far, assembled; of a running one, as far as it has come. */
export async function listTurnEvents(
  context: FeatureContext,
  sessionId: string,
  turnId: string,
  query: OrderedPage & { include?: readonly TurnInclude[] | undefined },
): Promise<Page<StoredEvent | OptInEvent>> {
  await readTurn(context, sessionId, turnId);
  const from =
    query.page_token === undefined ? undefined : Number(decodeCursor(query.page_token, sequenceForm));
  const key = { organisationId: context.scope.organisationId, turnId };
  const include = query.include ?? [];
  const leaveOut = include.includes('progress') ? unlisted : [...unlisted, ...listedOnRequest];
  const page = { order: query.order, from, limit: query.limit + 1, leaveOut };
  const events = await readStoredEvents(context.scope.database.pool, key, page);
  const shown = events.slice(0, query.limit);
  const last = shown.at(-1);
  const next = events.length > query.limit && last ? encodeCursor(String(last.sequence_id)) : undefined;
  return {
    data: shown.flatMap((event) => toStoredEvent(event) ?? toOptInEvent(event, include) ?? []),
    pagination: { limit: query.limit, ...(next ? { next_page_token: next } : {}) },
  };
}

/** Stops a turn, and only that one: those queued behind it stay. One that has ended already stays as it is. */
export async function cancelTurn(context: FeatureContext, sessionId: string, turnId: string): Promise<Turn> {
  requirePermission(context.principal, 'sessions:write');
  await usableSession(context, sessionId);
  const turn = await readTurn(context, sessionId, turnId);
  if (turn.status === 'running' || turn.status === 'queued') await stopTurns(context, { sessionId, turnId });
  return readTurn(context, sessionId, turnId);
}
