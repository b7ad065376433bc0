import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { FeatureContext } from '@/lib/features/feature-context';
import { findMcpServerNames } from '@/lib/storage/mcp-server-names';
import { findSkill, findSkillVersions } from '@/lib/storage/skills';

/** A name in a definition that this organisation does not have. */
export type ManifestProblem = { path: string; message: string };

/** Every unknown name of a definition, each with the remedy. */
export async function findProblems(
  context: Pick<FeatureContext, 'scope' | 'harness'>,
  manifest: AgentManifest,
): Promise<ManifestProblem[]> {
  const [models, servers, skills] = await Promise.all([
    modelProblems(context, manifest),
    serverProblems(context, manifest),
    skillProblems(context, manifest),
  ]);
  return [...models, ...servers, ...skills];
}

async function modelProblems(
  { scope, harness }: Pick<FeatureContext, 'scope' | 'harness'>,
  manifest: AgentManifest,
): Promise<ManifestProblem[]> {
  const { name } = manifest.model;
  if ((await harness.models.describe(scope.organisationId, name)) !== undefined) return [];
  const message = `There is no model "${name}" here. Choose one of GET /api/v1/models, or register its provider under Models.`;
  return [{ path: 'model.name', message }];
}

async function serverProblems(
  { scope }: Pick<FeatureContext, 'scope'>,
  manifest: AgentManifest,
): Promise<ManifestProblem[]> {
  const names = manifest.mcp_servers.map((server) => server.name);
  const known = await findMcpServerNames(scope, names);
  return names.flatMap((name, index) => {
    const path = `mcp_servers.${index}.name`;
    if (names.indexOf(name) !== index)
      return [{ path, message: `The MCP server "${name}" is attached twice. Keep one.` }];
    if (known.has(name)) return [];
    return [
      {
        path,
        message: `There is no MCP server "${name}" here. Register it under MCP servers, or take it out.`,
      },
    ];
  });
}

async function skillProblems(
  { scope }: Pick<FeatureContext, 'scope'>,
  manifest: AgentManifest,
): Promise<ManifestProblem[]> {
  const found = new Set(
    (await findSkillVersions(scope, manifest.skills)).map(({ name, version }) => `${name}@${version}`),
  );
  const problems = await Promise.all(
    manifest.skills.map(async (skill, index): Promise<ManifestProblem[]> => {
      const { name, version, alias } = skill;
      const path = `skills.${index}`;
      if (manifest.skills.findIndex((other) => other.name === name) !== index) {
        return [{ path, message: `The skill "${name}" is attached twice. Keep one.` }];
      }
      const record = await findSkill(scope, name);
      if (record === null)
        return [
          {
            path: `${path}.name`,
            message: `There is no skill "${name}" here. Publish it under Skills, or take it out.`,
          },
        ];
      if (alias !== undefined && alias !== 'latest') {
        return [
          {
            path: `${path}.alias`,
            message: `The skill "${name}" has no alias "${alias}". Name a version, or leave both out for the latest.`,
          },
        ];
      }
      if (found.has(`${name}@${version ?? record.latestVersion}`)) return [];
      return [
        {
          path: `${path}.version`,
          message: `The skill "${name}" has no version ${version}; its latest is ${record.latestVersion}.`,
        },
      ];
    }),
  );
  return problems.flat();
}
