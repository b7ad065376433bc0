import type { Agent } from '@/lib/contract/agent';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireEditor } from '@/lib/features/require-editor';
import { requirePermission } from '@/lib/features/require-permission';
import { notFound } from '@/lib/platform/app-error';
import {
  deleteAgent as deleteStored,
  deleteAgentAlias,
  findAgent,
  findAgentVersion,
  setAgentAlias,
  type AgentRecord,
} from '@/lib/storage/agents';
import { recordAudit } from '@/lib/storage/audit';
import { inTransaction, type Scope } from '@/lib/storage/scope';
import { agentAnswer } from './agent-answer';

/** Removes an agent and its versions. Sessions that run one go on with the definition they hold. */
export async function deleteAgent(context: FeatureContext, name: string): Promise<void> {
  await inTransaction(context.scope, async (scope) => {
    const record = await requireEditable(context, scope, name);
    await deleteStored(scope, record.id);
    await audit(context, scope, { action: 'agent.deleted', name, detail: { version: record.latestVersion } });
  });
}

/** Points an alias such as `production` at a version. */
export async function putAlias(
  context: FeatureContext,
  name: string,
  target: { alias: string; version: number },
): Promise<Agent> {
  return inTransaction(context.scope, async (scope) => {
    const record = await requireEditable(context, scope, name);
    const version = await findAgentVersion(scope, name, target.version);
    if (version === null) throw notFound('agent version', `${name}@v${target.version}`);
    await setAgentAlias(scope, { agentId: record.id, ...target, updatedBy: context.principal.userId });
    await audit(context, scope, { action: 'agent.alias_set', name, detail: target });
    return agentAnswer(
      { ...record, aliases: { ...record.aliases, [target.alias]: target.version } },
      version,
    );
  });
}

export async function deleteAlias(context: FeatureContext, name: string, alias: string): Promise<void> {
  await inTransaction(context.scope, async (scope) => {
    const record = await requireEditable(context, scope, name);
    if (!(await deleteAgentAlias(scope, record.id, alias))) throw notFound('alias', alias);
    await audit(context, scope, { action: 'agent.alias_deleted', name, detail: { alias } });
  });
}

async function requireEditable(
  { principal }: FeatureContext,
  scope: Scope,
  name: string,
): Promise<AgentRecord> {
  requirePermission(principal, 'agents:write');
  const record = await findAgent(scope, name);
  if (record === null) throw notFound('agent', name);
  requireEditor(principal, { ...record, kind: 'agent' });
  return record;
}

async function audit(
  { principal }: FeatureContext,
  scope: Scope,
  change: { action: string; name: string; detail: Record<string, string | number> },
): Promise<void> {
  const { action, name, detail } = change;
  await recordAudit(scope, {
    actorId: principal.userId,
    action,
    targetType: 'agent',
    targetName: name,
    detail,
  });
}
