import type { AgentApply, AgentApplyResult } from '@/lib/contract/agent-apply';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requireEditor } from '@/lib/features/require-editor';
import { requirePermission } from '@/lib/features/require-permission';
import { requireShareable } from '@/lib/features/require-shareable';
import { AppError } from '@/lib/platform/app-error';
import { digestOf } from '@/lib/platform/canonical-json';
import { findAgent, findAgentVersion } from '@/lib/storage/agents';
import { inTransaction } from '@/lib/storage/scope';
import { diffManifests } from './diff-manifests';
import { findProblems } from './find-problems';
import { saveAgent } from './save-agent';

type Applied = AgentApplyResult['data'][number];

/** Brings agents to their definitions, all of them or none. A dry run checks and compares the same and saves nothing. */
export async function applyAgents(
  context: FeatureContext,
  input: AgentApply & { isDryRun: boolean },
): Promise<AgentApplyResult> {
  requirePermission(context.principal, 'agents:write');
  refuseTwins(input.manifests);
  const data = await inTransaction(context.scope, async (scope) => {
    const inside = { ...context, scope };
    const applied: Applied[] = [];
    for (const [index, manifest] of input.manifests.entries())
      applied.push(await applyOne(inside, { manifest, index, ...input }));
    return applied;
  });
  return { data, dry_run: input.isDryRun };
}

async function applyOne(
  context: FeatureContext,
  {
    manifest,
    index,
    note,
    isDryRun,
  }: { manifest: AgentManifest; index: number; note: string; isDryRun: boolean },
): Promise<Applied> {
  const { name } = manifest;
  const param = `manifests.${index}`;
  const warnings = requireShareable(manifest, param);
  const [problem] = await findProblems(context, manifest);
  if (problem) throw new AppError('unprocessable', problem.message, { param: `${param}.${problem.path}` });
  const existing = await findAgent(context.scope, name);
  if (existing) requireEditor(context.principal, { ...existing, kind: 'agent' });
  const current = existing && (await findAgentVersion(context.scope, name));
  if (current && current.digest === digestOf(manifest))
    return { name, action: 'unchanged', version: current.version, changes: [], warnings };
  const changes = diffManifests(current?.manifest ?? {}, manifest);
  const version = (current?.version ?? 0) + 1;
  if (!isDryRun) await saveAgent(context, { manifest, note, if_version: current?.version ?? 0 });
  return { name, action: current ? 'updated' : 'created', version, changes, warnings };
}

function refuseTwins(manifests: readonly AgentManifest[]): void {
  const names = manifests.map((manifest) => manifest.name);
  const twin = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twin === -1) return;
  const message = `"${names[twin]}" is defined twice. Keep one definition of each agent.`;
  throw new AppError('invalid_request', message, { param: `manifests.${twin}.name` });
}
