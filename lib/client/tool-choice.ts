import type { ManifestServer } from '@/lib/contract/agent-manifest';
import type { McpTool } from '@/lib/contract/mcp-server';
import { effectAsks, effectiveEffect } from '@/lib/contract/tool-effect';

type ChoiceTool = Pick<McpTool, 'name' | 'effect' | 'state' | 'enabled'>;

/** Tags a list of tools may hold beside names. */
export const toolTags = ['@all', '@read-only', '@write', '@destructive'] as const;
export type ToolTag = (typeof toolTags)[number];

/** The entry of a list that covers a tool: its name, a tag, or nothing. */
export function coveringEntry(list: readonly string[] | undefined, tool: ChoiceTool): string | null {
  if (!list) return null;
  return list.find((entry) => entry === tool.name || tagCovers(entry, tool)) ?? null;
}

export type ToolChoice = {
  /** The agent may call it. */
  enabled: boolean;
  /** Its schema stands in front of the model from the start. */
  preloaded: boolean;
  /** A call waits for a person. */
  asks: boolean;
  /** Why it asks or is off, where a tag or the organisation says so rather than its own name. */
  enabledBy: string | null;
  preloadedBy: string | null;
  asksBy: string | null;
};

/** What an attachment of a server says about one of its tools. */
export function toolChoice(server: ManifestServer, tool: ChoiceTool): ToolChoice {
  const disabling = coveringEntry(server.disable_tools, tool);
  const isAllowed = server.enable_tools === undefined || coveringEntry(server.enable_tools, tool) !== null;
  const preloading = server.preload ? 'the server' : coveringEntry(server.preload_tools, tool);
  const asking = coveringEntry(server.require_approval_for_tools, tool);
  const isFlagged = effectAsks(effectiveEffect(tool));
  return {
    enabled: tool.enabled && isAllowed && disabling === null,
    enabledBy: tool.enabled ? tagOf(disabling) : 'switched off for everyone',
    preloaded: preloading !== null,
    preloadedBy: preloading === 'the server' ? preloading : tagOf(preloading),
    asks: isFlagged || asking !== null,
    asksBy: isFlagged ? 'the organisation’s flag' : tagOf(asking),
  };
}

/** The same attachment with a tool allowed or not. */
export function withToolEnabled(server: ManifestServer, tool: string, enabled: boolean): ManifestServer {
  if (server.enable_tools) {
    const names = server.enable_tools.filter((entry) => entry !== tool);
    const next = { ...server, enable_tools: enabled ? [...names, tool] : names };
    // A tool that a tag lets in can only be kept out by name.
    return enabled
      ? withList(next, 'disable_tools', tool, false)
      : withList(next, 'disable_tools', tool, hasTag(names));
  }
  return withList(server, 'disable_tools', tool, !enabled);
}

/** The same attachment with an entry in or out of one of its lists; an empty list is left out. */
export function withList(
  server: ManifestServer,
  list: 'disable_tools' | 'preload_tools' | 'require_approval_for_tools',
  entry: string,
  included: boolean,
): ManifestServer {
  const others = (server[list] ?? []).filter((candidate) => candidate !== entry);
  const next = included ? [...others, entry] : others;
  return { ...server, [list]: next.length === 0 ? undefined : next };
}

function tagCovers(entry: string, tool: ChoiceTool): boolean {
  const effect = effectiveEffect(tool);
  if (entry === '@all') return true;
  if (entry === '@read-only') return effect === 'read_only';
  if (entry === '@write') return effect !== 'read_only';
  if (entry === '@destructive') return effectAsks(effect);
  return false;
}

function tagOf(entry: string | null): string | null {
  return entry?.startsWith('@') ? entry : null;
}

function hasTag(list: readonly string[]): boolean {
  return list.some((entry) => entry.startsWith('@'));
}
