import type { ContextEstimate } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { can } from '@/lib/contract/principal';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requirePermission } from '@/lib/features/require-permission';
import { assembleRequest, definitionText } from '@/lib/runtime/context/assemble-request';
import { countTokens } from '@/lib/platform/count-tokens';
import { buildCatalogue } from '@/lib/runtime/context/tool-catalogue';
import { bodyOf, type AttachedSkill } from '@/lib/runtime/skills/skill-capability';
import { serverTools } from '@/lib/runtime/tools/server-tools';
import { listToolPolicies, type ToolPolicy } from '@/lib/storage/mcp-tools';
import { findSkillVersions } from '@/lib/storage/skills';
import { findProblems } from './find-problems';

/** What a definition puts into the first model call, counted by assembling that very call. */
export async function estimateContext(
  context: FeatureContext,
  manifest: AgentManifest,
): Promise<ContextEstimate> {
  const { principal, scope, harness } = context;
  // Its counts tell of servers and skills, which a plain user does not see.
  if (!can(principal, 'agents:write')) requirePermission(principal, 'mcp-servers:read');
  const [policies, versions, model, problems] = await Promise.all([
    listToolPolicies(
      scope,
      manifest.mcp_servers.map((server) => server.name),
    ),
    findSkillVersions(scope, manifest.skills),
    harness.models.describe(scope.organisationId, manifest.model.name),
    findProblems(context, manifest),
  ]);
  const skills = versions.map((version) => ({
    ...version,
    preload: manifest.skills.find((skill) => skill.name === version.name)?.preload ?? false,
  }));
  const { breakdown } = assembleRequest(manifest, buildCatalogue({ manifest, policies, skills }), []);
  const { harness: harnessTokens, instructions, skills: skillTokens, tools } = breakdown;
  const total = harnessTokens + instructions + skillTokens + tools;
  return {
    harness: harnessTokens,
    instructions,
    skills: skillTokens,
    tools,
    total,
    context_window: model?.contextWindow ?? null,
    input_cost_usd: model?.prices ? (total * model.prices.input) / 1_000_000 : null,
    servers: Object.fromEntries(
      manifest.mcp_servers.map((server) => [server.name, serverWeight(server, policies)]),
    ),
    skill_tokens: Object.fromEntries(skills.map((skill) => [skill.name, skillWeight(skill)])),
    problems,
  };
}

type Weight = { now: number; preloaded: number; deferred: number };

/** A server's tools as they are attached, all of them up front, and only the server's own line. */
function serverWeight(server: AgentManifest['mcp_servers'][number], policies: readonly ToolPolicy[]): Weight {
  const tools = serverTools(server, policies);
  const weigh = (some: typeof tools) =>
    some.reduce((sum, tool) => sum + countTokens(definitionText(tool.definition)), 0);
  const description = policies.find((policy) => policy.server === server.name)?.serverDescription ?? '';
  const deferred = countTokens(`- ${server.name}: ${description}`);
  const isFound = tools.some((tool) => tool.isDeferred);
  return {
    now: weigh(tools.filter((tool) => !tool.isDeferred)) + (isFound ? deferred : 0),
    preloaded: weigh(tools),
    deferred,
  };
}

function skillWeight(skill: AttachedSkill): Weight {
  const preloaded = countTokens(bodyOf(skill));
  const deferred = countTokens(`- ${skill.name}: ${skill.description}`);
  return { now: skill.preload ? preloaded : deferred, preloaded, deferred };
}
