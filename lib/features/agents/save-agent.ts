import type { Agent, AgentUpsert } from '@/lib/contract/agent';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireEditor } from '@/lib/features/require-editor';
import { requirePermission } from '@/lib/features/require-permission';
import { requireShareable } from '@/lib/features/require-shareable';
import { AppError } from '@/lib/platform/app-error';
import { digestOf } from '@/lib/platform/canonical-json';
import { findAgent, insertAgentVersion } from '@/lib/storage/agents';
import { recordAudit } from '@/lib/storage/audit';
import { lockName } from '@/lib/storage/lock-name';
import { inTransaction } from '@/lib/storage/scope';
import { agentAnswer } from './agent-answer';
import { findProblems } from './find-problems';

export type SavedAgent = { agent: Agent; warnings: string[] };

/** Saves a definition as a new agent or as the next version of an existing one. */
export async function saveAgent(context: FeatureContext, input: AgentUpsert): Promise<SavedAgent> {
  const { principal, scope } = context;
  requirePermission(principal, 'agents:write');
  const { manifest, note } = input;
  const warnings = requireShareable(manifest, 'manifest');
  const [problem] = await findProblems(context, manifest);
  if (problem) throw new AppError('unprocessable', problem.message, { param: `manifest.${problem.path}` });
  const agent = await inTransaction(scope, async (transaction) => {
    await lockName(transaction, 'agent', manifest.name);
    const existing = await findAgent(transaction, manifest.name);
    if (existing) requireEditor(principal, { ...existing, kind: 'agent' });
    requireVersion(manifest.name, existing?.latestVersion ?? 0, input.if_version);
    const record = await insertAgentVersion(transaction, existing, {
      manifest,
      note,
      digest: digestOf(manifest),
      createdBy: principal.userId,
    });
    await recordAudit(transaction, {
      actorId: principal.userId,
      action: existing ? 'agent.updated' : 'agent.created',
      targetType: 'agent',
      targetName: record.name,
      detail: { version: record.latestVersion, digest: digestOf(manifest) },
    });
    return agentAnswer(record, { version: record.latestVersion, manifest });
  });
  return { agent, warnings };
}

function requireVersion(name: string, latest: number, expected: number | undefined): void {
  if (expected === undefined || expected === latest) return;
  const is = latest === 0 ? 'does not exist (any more)' : `is at version ${latest} by now`;
  throw new AppError(
    'version_conflict',
    `The agent "${name}" ${is}, not at version ${expected}. Load it again and repeat your change.`,
    { param: 'if_version' },
  );
}
