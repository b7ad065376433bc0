import type { Page } from '@/lib/contract/pagination';
import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';
import { can } from '@/lib/contract/principal';
import type { Session, SessionCreate, SessionDetail, SessionQuery } from '@/lib/contract/session';
import { AppError, notFound } from '@/lib/platform/app-error';
import { newId } from '@/lib/platform/ids';
import { findAgentVersion } from '@/lib/storage/agents';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction } from '@/lib/storage/scope';
import { findSessionClientTools } from '@/lib/storage/session-version';
import { deleteSession as removeSession } from '@/lib/storage/delete-session';
import {
  findSessionManifest,
  insertSession,
  listSessions as readSessions,
  updateSession as changeSession,
} from '@/lib/storage/sessions';
import { cancelTurns } from '@/lib/storage/cancel-turns';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { requireShareable } from '../require-shareable';
import { readableSession, usableSession } from './session-access';
import { waitForEnd } from './wait-for-end';
import { requireOwnNames, withClientTools } from './with-client-tools';

/** A stopped turn without a call under way ends within five seconds. */
const endWaitMs = 10_000;

/** Starts a session of a saved agent, pinned to a version, or of a draft. */
export async function createSession(context: FeatureContext, input: SessionCreate): Promise<Session> {
  requirePermission(context.principal, 'sessions:write');
  const common = {
    id: newId('session'),
    title: input.title ?? null,
    metadata: input.metadata ?? {},
    createdBy: context.principal.userId,
    clientTools: input.client_tools ?? null,
  };
  if ('draft' in input) {
    requirePermission(context.principal, 'drafts:write');
    const { manifest } = input.draft;
    requireShareable(manifest, 'draft.manifest');
    return insertSession(context.scope, {
      ...common,
      agentId: null,
      agentName: manifest.name,
      agentVersion: null,
      agentAlias: null,
      manifest: joined(manifest, input.client_tools),
      isDraft: true,
    });
  }
  const { agent_name: name, version: number, alias } = input;
  const version = await findAgentVersion(context.scope, name, alias === undefined ? number : { alias });
  const suffix = number === undefined ? (alias === undefined ? '' : `@${alias}`) : `@v${number}`;
  if (!version) throw notFound('agent', `${name}${suffix}`);
  return insertSession(context.scope, {
    ...common,
    agentId: version.agentId,
    agentName: version.agentName,
    agentVersion: version.version,
    agentAlias: alias ?? null,
    manifest: joined(version.manifest, input.client_tools),
    isDraft: false,
  });
}

/** The definition with the session's own tools, held to the same limits as one without. */
function joined(manifest: AgentManifest, tools: SessionCreate['client_tools']): AgentManifest {
  if (!tools) return manifest;
  requireOwnNames(manifest, tools);
  const whole = withClientTools(manifest, tools);
  requireShareable(whole, 'client_tools');
  return whole;
}

/** Own sessions, newest first; everybody's with the right to see them. */
export async function listSessions(context: FeatureContext, query: SessionQuery): Promise<Page<Session>> {
  requirePermission(context.principal, 'sessions:read');
  const createdBy = can(context.principal, 'sessions:read-all') ? undefined : context.principal.userId;
  const { data, nextPageToken } = await readSessions(context.scope, { ...query, createdBy });
  return {
    data,
    pagination: { limit: query.limit, ...(nextPageToken ? { next_page_token: nextPageToken } : {}) },
  };
}

export async function readSession(context: FeatureContext, id: string): Promise<SessionDetail> {
  requirePermission(context.principal, 'sessions:read');
  const session = await readableSession(context, id);
  const manifest = agentManifestSchema.parse(await findSessionManifest(context.scope, id));
  return { ...session, manifest };
}

export async function updateSession(
  context: FeatureContext,
  id: string,
  change: { title?: string | undefined; metadata?: Record<string, string> | undefined },
): Promise<Session> {
  requirePermission(context.principal, 'sessions:write');
  await usableSession(context, id);
  return (await changeSession(context.scope, id, change)) ?? missing(id);
}

/** Gives a draft session another manifest; it holds from the next turn on. */
export async function updateDraft(
  context: FeatureContext,
  id: string,
  manifest: AgentManifest,
): Promise<Session> {
  requirePermission(context.principal, 'drafts:write');
  requireShareable(manifest, 'manifest');
  const session = await usableSession(context, id);
  if (!session.draft) {
    const message = `The session "${id}" runs a saved agent, whose version never changes. Create a session with a draft instead.`;
    throw new AppError('unprocessable', message);
  }
  const draftManifest = withClientTools(manifest, await findSessionClientTools(context.scope, id));
  return (await changeSession(context.scope, id, { draftManifest })) ?? missing(id);
}

/**
 * Deletes a session with everything that ran in it. Queued turns end, and a running one is stopped and waited for while
 * `signal` lets it, so that its readers see its end. One that waits longer for a call finds itself gone.
 */
export async function deleteSession(
  context: FeatureContext,
  id: string,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  requirePermission(context.principal, 'sessions:write');
  const session = await usableSession(context, id);
  const turnId = await stopTurns(context, { sessionId: id });
  if (turnId) await waitForEnd(context, { turnId, ms: endWaitMs, signal });
  await inTransaction(context.scope, async (scope) => {
    await removeSession(scope, id);
    await recordAudit(scope, {
      actorId: context.principal.userId,
      action: 'session.deleted',
      targetType: 'session',
      targetName: id,
      detail: { agent: session.agent_name, created_by: session.created_by },
    });
  });
}

/** Stops the running turn, ends queued ones and withdraws calls that wait. Idempotent; the session stays usable. */
export async function cancelSession(context: FeatureContext, id: string): Promise<Session> {
  requirePermission(context.principal, 'sessions:write');
  await usableSession(context, id);
  await stopTurns(context, { sessionId: id });
  return readableSession(context, id);
}

/** Stops the turns of a session, or the one that is named. Answers the running one's id. */
export async function stopTurns(
  { scope, harness }: FeatureContext,
  which: { sessionId: string; turnId?: string },
): Promise<string | undefined> {
  const { runningTurnId, ended } = await cancelTurns(scope, which);
  for (const event of ended) harness.log.announce([event]);
  if (runningTurnId) harness.turns.stop(runningTurnId, 'client-cancelled');
  return runningTurnId;
}

function missing(id: string): never {
  throw notFound('session', id);
}
