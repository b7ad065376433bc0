import type { Session } from '@/lib/contract/session';
import { findAgentVersion } from '@/lib/storage/agents';
import { findSessionClientTools, moveSessionToVersion } from '@/lib/storage/session-version';
import type { FeatureContext } from '../feature-context';
import { withClientTools } from './with-client-tools';

/**
 * Before a new message: a session that follows an alias moves to the version the alias names now. It stays where it
 * is while a turn runs, and when the agent or the alias is gone.
 */
export async function followAlias({ scope }: FeatureContext, session: Session): Promise<void> {
  if (session.agent_alias === null) return;
  const version = await findAgentVersion(scope, session.agent_name, { alias: session.agent_alias });
  if (!version || version.version === session.agent_version) return;
  const clientTools = await findSessionClientTools(scope, session.id);
  await moveSessionToVersion(scope, session.id, {
    agentId: version.agentId,
    version: version.version,
    manifest: withClientTools(version.manifest, clientTools),
  });
}
