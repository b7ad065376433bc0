import type { Session } from '@/lib/contract/session';
import { findAgentVersion } from '@/lib/storage/agents';
import { findSessionClientTools, type SessionVersion } from '@/lib/storage/session-version';
import type { FeatureContext } from '../feature-context';
import { withClientTools } from './with-client-tools';

/**
 * The version that the alias of a session names now, for the turn that starts next in it; undefined when the session
 * runs that one already, follows none, or the agent or the alias is gone.
 */
export async function followAlias(
  { scope }: FeatureContext,
  session: Session,
): Promise<SessionVersion | undefined> {
  if (session.agent_alias === null) return undefined;
  const version = await findAgentVersion(scope, session.agent_name, { alias: session.agent_alias });
  if (!version || version.version === session.agent_version) return undefined;
  const clientTools = await findSessionClientTools(scope, session.id);
  return {
    agentId: version.agentId,
    version: version.version,
    manifest: withClientTools(version.manifest, clientTools),
  };
}
