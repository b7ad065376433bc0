import type { McpTool, McpToolPatch, ToolBulkPatch } from '@/lib/contract/mcp-server';
import { suggestedEffect } from '@/lib/contract/tool-effect';
import { AppError } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import {
  lockMcpTools,
  updateMcpTool,
  type McpToolFlags,
  type McpToolKey,
  type McpToolRecord,
} from '@/lib/storage/mcp-tools';
import { inTransaction, type Scope } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { toolView } from './tool-view';

/** Flags one tool. Every agent obeys from its next call on. */
export async function flagTool(
  context: FeatureContext,
  key: McpToolKey,
  patch: McpToolPatch,
): Promise<McpTool> {
  const { if_digest, ...flags } = patch;
  const [tool] = await flagTools(context, { tools: [{ ...key, if_digest }], patch: flags });
  if (!tool) throw unknownTool(key);
  return tool;
}

/**
 * Flags many tools in one transaction, all or none. Setting an effect is a review: the flag counts for the definition
 * as it is now, and with `if_digest` only if that is the one the reviewer saw. With `accept_hints` each tool gets what its server suggests; tools without hints stay as they are.
 */
export async function flagTools(
  context: FeatureContext,
  { tools, patch }: ToolBulkPatch,
): Promise<McpTool[]> {
  requirePermission(context.principal, 'tool-policies:write');
  const actorId = context.principal.userId;
  const flagged = await inTransaction(context.scope, async (scope) => {
    const rows = await lockMcpTools(scope, tools);
    const missing = tools.find(
      (key) => !rows.some((row) => row.server === key.server && row.name === key.name),
    );
    if (missing) throw unknownTool(missing);
    for (const row of rows) requireSameDefinition(row, tools);
    const results: McpToolRecord[] = [];
    for (const row of rows)
      results.push(await flagOne(scope, row, { wanted: wantedFlags(row, patch), actorId }));
    return results;
  });
  return flagged.map(toolView);
}

/** A definition that arrived while somebody read the last one must not be approved in its place. */
function requireSameDefinition(row: McpToolRecord, tools: ToolBulkPatch['tools']): void {
  const index = tools.findIndex(
    ({ server, name, if_digest }) =>
      server === row.server && name === row.name && if_digest !== undefined && if_digest !== row.digest,
  );
  if (index < 0) return;
  throw new AppError(
    'conflict',
    `The tool "${row.server}/${row.name}" has changed since you looked at it. Load it again and review it as it is now.`,
    { param: `tools.${index}.if_digest` },
  );
}

function unknownTool({ server, name }: McpToolKey): AppError {
  return new AppError(
    'not_found',
    `There is no tool "${name}" on an MCP server "${server}" here. Check the names, or sync the server.`,
  );
}

function wantedFlags(tool: McpToolRecord, patch: ToolBulkPatch['patch']): McpToolFlags {
  if (!('accept_hints' in patch)) return withState(patch);
  const effect = suggestedEffect(tool.annotations);
  if (effect === undefined) return {};
  // "May be sent twice" is a hint of its own; reading twice is harmless by its nature.
  return withState({
    effect,
    idempotent: effect === 'read_only' || tool.annotations.idempotentHint === true,
  });
}

function withState(patch: Omit<McpToolPatch, 'if_digest'>): McpToolFlags {
  const { effect, idempotent, enabled } = patch;
  return {
    ...(effect === undefined ? {} : { effect, state: effect === 'unset' ? 'new' : 'ok' }),
    ...(idempotent === undefined ? {} : { idempotent }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

async function flagOne(
  scope: Scope,
  tool: McpToolRecord,
  change: { wanted: McpToolFlags; actorId: string },
): Promise<McpToolRecord> {
  const { wanted, actorId } = change;
  const detail: Record<string, { from: string; to: string }> = {};
  for (const key of ['effect', 'idempotent', 'enabled', 'state'] as const) {
    const to = wanted[key];
    if (to !== undefined && to !== tool[key]) detail[key] = { from: String(tool[key]), to: String(to) };
  }
  if (Object.keys(detail).length === 0) return tool;
  const flagged = await updateMcpTool(scope, tool.id, wanted, actorId);
  await recordAudit(scope, {
    actorId,
    action: 'tool.flagged',
    targetType: 'mcp_tool',
    targetName: `${tool.server}/${tool.name}`,
    detail: { ...detail, digest: tool.digest },
  });
  return flagged;
}
