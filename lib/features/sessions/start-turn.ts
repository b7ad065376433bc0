import type { LogEvent } from '@/lib/contract/log-event';
import type { Session } from '@/lib/contract/session';
import type { TurnCreate } from '@/lib/contract/turn';
import { AppError, notFound } from '@/lib/platform/app-error';
import { createTurn, type NewTurn } from '@/lib/storage/create-turn';
import { findSessionAndActor } from '@/lib/storage/sessions';
import { findRequestedTurn, type TurnRequest } from '@/lib/storage/turn-request';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import type { AcceptedTurn } from './accepted-turn';
import { explainRefusal } from './explain-refusal';
import { followAlias } from './follow-alias';
import { discardFiles } from './message-file';
import { requireServing } from './require-serving';
import { requireUsable } from './session-access';
import { readTurnInput } from './turn-input';

type Started = AcceptedTurn & {
  /** The same request came before, and this is what it led to. */
  isRepeat: boolean;
};

/**
 * Takes a turn's input: starts a turn with it, queues one, or lets the message join the turn that runs, as
 * `if_running` says. Answers at once in any case. Nothing is stored when the answer is no, and nothing twice for one
 * `request`, whatever failed between its copies.
 */
export async function startTurn(
  context: FeatureContext,
  sessionId: string,
  input: TurnCreate,
  request?: TurnRequest,
): Promise<Started> {
  const { principal, scope } = context;
  requirePermission(principal, 'sessions:write');
  requireServing(context);
  const found = await findSessionAndActor(scope, { sessionId, userId: principal.userId });
  const session = await requireUsable(context, sessionId, found?.session);
  const actor = { id: principal.userId, name: found?.actorName ?? principal.userId };
  const before = () => request && findRequestedTurn(scope.database.pool, scope.organisationId, request);
  const earlier = await before();
  if (earlier) return { ...earlier, isRepeat: true };
  try {
    return await accept(context, session, { input, actor, request });
  } catch (error) {
    // A copy of this request may have been quicker, and a commit whose answer was lost may have come through.
    const meanwhile = await before()?.catch(() => undefined);
    if (meanwhile) return { ...meanwhile, isRepeat: true };
    throw error;
  }
}

type Asked = { input: TurnCreate; actor: NewTurn['actor']; request: TurnRequest | undefined };

async function accept(
  context: FeatureContext,
  session: Session,
  { input, actor, request }: Asked,
): Promise<Started> {
  const { principal, scope, harness } = context;
  const sessionId = session.id;
  const items = input.input ?? [];
  const isMessage = items.some((item) => item.type === 'user.message');
  const moveTo = isMessage ? await followAlias(context, session) : undefined;
  const read = await readTurnInput(context, { sessionId, manifest: moveTo?.manifest }, items);
  const { echo, decisions, title, files } = read;
  if (decisions) requireDecider(context, session);
  const turn: NewTurn = {
    sessionId,
    previousTurnId: input.previous_turn_id,
    input: echo,
    decisions,
    title,
    origin: principal.credential.kind === 'sign_in' ? 'console' : 'api',
    actor,
    request,
    files,
    moveTo,
    ifRunning: input.if_running,
    runner: harness.turns.owner,
  };
  const outcome = await createTurn(scope, turn);
  switch (outcome.status) {
    case 'created':
      tell(context, outcome.ended);
      harness.turns.start(outcome.key, outcome.state);
      return { turnId: outcome.key.turnId, steer: null, isRepeat: false };
    case 'queued':
      tell(context, outcome.ended);
      // One that runs elsewhere sees the stored request within seconds.
      if (outcome.stoppedTurnId) harness.turns.stop(outcome.stoppedTurnId, 'cancelled-for-next-turn');
      if (outcome.canStart) harness.turns.promote({ organisationId: scope.organisationId, sessionId });
      return { turnId: outcome.turnId, steer: null, isRepeat: false };
    case 'steered':
      harness.turns.steered(outcome.turnId, outcome.number);
      return { turnId: outcome.turnId, steer: outcome, isRepeat: false };
    case 'repeated':
      if (files) await discardFiles(context, files);
      return { turnId: outcome.turnId, steer: outcome.steer, isRepeat: true };
    case 'no_session':
      if (files) await discardFiles(context, files);
      throw notFound('session', sessionId);
    default:
      if (files) await discardFiles(context, files);
      throw explainRefusal(outcome);
  }
}

/** Those who follow the queued turns that gave way learn of their end. */
function tell({ harness }: FeatureContext, ended: readonly LogEvent[]): void {
  for (const event of ended) harness.log.announce([event]);
}

/** By default the person whose session it is decides, and nobody for them. */
function requireDecider({ principal }: FeatureContext, session: Session): void {
  requirePermission(principal, 'calls:decide');
  if (session.created_by === principal.userId) return;
  throw new AppError(
    'forbidden',
    'The calls of this session wait for the person who started it. Ask them to decide.',
  );
}
