import type { AgentPatch } from '@/lib/contract/agent-apply';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requirePermission } from '@/lib/features/require-permission';
import { AppError, notFound } from '@/lib/platform/app-error';
import { findAgentVersion } from '@/lib/storage/agents';
import { saveAgent, type SavedAgent } from './save-agent';

/** Changes some keys of the latest definition and saves it as the next version; null takes a key out. */
export async function patchAgent(
  context: FeatureContext,
  name: string,
  patch: AgentPatch,
): Promise<SavedAgent> {
  requirePermission(context.principal, 'agents:write');
  const latest = await findAgentVersion(context.scope, name);
  if (!latest) throw notFound('agent', name);
  const merged = Object.fromEntries(
    Object.entries({ ...latest.manifest, ...patch.manifest, name }).filter(([, value]) => value !== null),
  );
  const parsed = agentManifestSchema.safeParse(merged);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const param = ['manifest', ...(issue?.path ?? [])].map(String).join('.');
    throw new AppError('invalid_request', `"${param}": ${issue?.message ?? 'is not valid'}.`, { param });
  }
  // The version that was changed is the one that is named, so that two changes at once do not lose either.
  return saveAgent(context, {
    manifest: parsed.data,
    note: patch.note,
    if_version: patch.if_version ?? latest.version,
  });
}
