import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import type { Session } from '@/lib/contract/session';
import type { TurnCreate } from '@/lib/contract/turn';
import { AppError, notFound } from '@/lib/platform/app-error';
import { createTurn, type CreatedTurn, type NewTurn } from '@/lib/storage/create-turn';
import { findSessionManifest } from '@/lib/storage/sessions';
import { requestCancel } from '@/lib/storage/turns';
import { findUser } from '@/lib/storage/users';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { explainRefusal } from './explain-refusal';
import { usableSession } from './session-access';
import { readTurnInput } from './turn-input';
import { waitForEnd } from './wait-for-end';

/**
 * Starts a turn and hands it to the runner. When another one runs, `if_running` says whether that one is stopped
 * first or this one is refused. Nothing is stored unless the turn is.
 */
export async function startTurn(
  context: FeatureContext,
  sessionId: string,
  input: TurnCreate,
): Promise<CreatedTurn> {
  const { principal, scope, harness } = context;
  requirePermission(principal, 'sessions:write');
  const session = await usableSession(context, sessionId);
  const manifest = agentManifestSchema.parse(await findSessionManifest(scope, sessionId));
  const { echo, decisions, title } = await readTurnInput(
    context,
    { id: session.id, manifest },
    input.input ?? [],
  );
  if (decisions) requireDecider(context, session);
  const actor = await findUser(scope, principal.userId);
  const turn: NewTurn = {
    sessionId,
    previousTurnId: input.previous_turn_id,
    input: echo,
    decisions,
    title,
    origin: principal.credential.kind === 'sign_in' ? 'console' : 'api',
    actor: { id: principal.userId, name: actor?.name ?? principal.userId },
    runner: harness.turns.owner,
  };
  const created = await createAfterRunning(context, turn, decisions ? 'reject' : input.if_running);
  harness.turns.start(created.key);
  return created;
}

async function createAfterRunning(
  context: FeatureContext,
  turn: NewTurn,
  ifRunning: TurnCreate['if_running'],
): Promise<CreatedTurn> {
  for (;;) {
    const outcome = await createTurn(context.scope, turn);
    if (outcome.status === 'created') return outcome;
    if (outcome.status === 'no_session') throw notFound('session', turn.sessionId);
    if (outcome.status !== 'running') throw explainRefusal(outcome);
    if (ifRunning === 'reject') {
      const message =
        'Another turn of this session is running. Wait for it, cancel it, or send if_running "cancel".';
      throw new AppError('turn_running', message);
    }
    if (!context.harness.turns.stop(outcome.turnId, 'cancelled-for-next-turn'))
      await requestCancel(context.scope, turn.sessionId);
    await waitForEnd(context, turn.sessionId, outcome.turnId);
  }
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
