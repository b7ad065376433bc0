import { roleMay } from '@/lib/contract/permissions';
import { can } from '@/lib/contract/principal';
import type { Session } from '@/lib/contract/session';
import { AppError, notFound } from '@/lib/platform/app-error';
import { findSession, findSessionAgentCreator } from '@/lib/storage/sessions';
import type { FeatureContext } from '../feature-context';

/** A session the caller may read: their own, everybody's with the right to, or one of an agent they made. */
export async function readableSession(context: FeatureContext, id: string): Promise<Session> {
  return requireReadable(context, id, await findSession(context.scope, id));
}

/** A session the caller may use. What they may read but not use is a 403; what they may not see is a 404. */
export async function usableSession(context: FeatureContext, id: string): Promise<Session> {
  return requireUsable(context, id, await findSession(context.scope, id));
}

/** The same for a session that was read already; undefined for one that does not exist. */
export async function requireUsable(
  context: FeatureContext,
  id: string,
  found: Session | undefined,
): Promise<Session> {
  const session = await requireReadable(context, id, found);
  if (session.created_by === context.principal.userId || can(context.principal, 'sessions:write-all'))
    return session;
  throw new AppError('forbidden', `The session "${id}" belongs to somebody else. Start one of your own.`);
}

async function requireReadable(
  context: FeatureContext,
  id: string,
  found: Session | undefined,
): Promise<Session> {
  if (found && (await mayRead(context, found))) return found;
  throw notFound('session', id);
}

async function mayRead({ principal, scope }: FeatureContext, session: Session): Promise<boolean> {
  if (session.created_by === principal.userId || can(principal, 'sessions:read-all')) return true;
  return (
    roleMay(principal.role, 'agents:write') &&
    (await findSessionAgentCreator(scope, session.id)) === principal.userId
  );
}
