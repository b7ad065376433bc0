import type { ManifestServer } from '@/lib/contract/agent-manifest';
import type { ToolEffect } from '@/lib/contract/tool-effect';
import { digestOf } from '@/lib/platform/canonical-json';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';
import type { ServerTool } from './runnable-tool';

/** Tools of an attached server that the agent may use, each marked as preloaded or found when needed. */
export function serverTools(server: ManifestServer, policies: readonly ToolPolicy[]): ServerTool[] {
  return policies
    .filter((policy) => policy.server === server.name && policy.enabled && policy.serverEnabled)
    .filter((policy) => !server.enable_tools || isListed(server.enable_tools, policy))
    .filter((policy) => !server.disable_tools || !isListed(server.disable_tools, policy))
    .map((policy) => ({
      kind: 'server',
      definition: {
        name: modelToolName(policy),
        description: policy.description,
        inputSchema: policy.inputSchema,
      },
      policy,
      asks: isListed(server.require_approval_for_tools ?? [], policy),
      isDeferred: !(server.preload || isListed(server.preload_tools ?? [], policy)),
    }));
}

const tagEffects: Readonly<Record<string, readonly ToolEffect[]>> = {
  '@all': ['unset', 'read_only', 'write', 'destructive'],
  '@read-only': ['read_only'],
  '@write': ['write', 'destructive', 'unset'],
  '@destructive': ['destructive', 'unset'],
};

/** Whether a list of names and tags covers a tool. */
export function isListed(list: readonly string[], tool: Pick<ToolPolicy, 'name' | 'effect'>): boolean {
  return list.some((item) => item === tool.name || (tagEffects[item]?.includes(tool.effect) ?? false));
}

const maxNameLength = 64;

/** Name a model is given, `server__tool`: providers allow letters, digits, _ and -, at most 64. */
export function modelToolName(tool: Pick<ToolPolicy, 'server' | 'name'>): string {
  const plain = `${tool.server}__${tool.name}`;
  if (plain.length <= maxNameLength && /^[a-zA-Z0-9_-]+$/.test(plain)) return plain;
  const suffix = digestOf(plain).slice(-8);
  return `${plain.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, maxNameLength - 9)}_${suffix}`;
}
