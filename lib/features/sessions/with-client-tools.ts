import type { AgentManifest, ManifestClientTool } from '@/lib/contract/agent-manifest';
import { AppError } from '@/lib/platform/app-error';

/** The definition a session runs: the agent's, and the tools that this session's own caller answers. */
export function withClientTools(
  manifest: AgentManifest,
  tools: readonly ManifestClientTool[] | null | undefined,
): AgentManifest {
  if (!tools || tools.length === 0) return manifest;
  const names = new Set(tools.map((tool) => tool.name));
  const others = (manifest.client_tools ?? []).filter((tool) => !names.has(tool.name));
  return { ...manifest, client_tools: [...others, ...tools] };
}

/** Refuses tools that would take each other's place, or that of one the agent declares. */
export function requireOwnNames(manifest: AgentManifest, tools: readonly ManifestClientTool[] = []): void {
  const taken = new Set(['ask_user_question', ...(manifest.client_tools ?? []).map((tool) => tool.name)]);
  for (const { name } of tools) {
    if (!taken.has(name)) taken.add(name);
    else {
      const message = `There is a tool "${name}" in this session already. Give the one in client_tools another name.`;
      throw new AppError('unprocessable', message, { param: 'client_tools' });
    }
  }
}
