import type { McpServer, McpServerPatch } from '@/lib/contract/mcp-server';
import { AppError } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import { updateMcpServer, type McpServerChange, type McpServerRecord } from '@/lib/storage/mcp-servers';
import { unsettleMcpTools } from '@/lib/storage/mcp-tools';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { readServer } from './read-server';
import { requirePlainUrl } from './require-plain-url';
import { requireServer } from './require-server';
import { storedAuth } from './server-credential';
import { syncTools } from './sync-tools';

/**
 * Changes a server. With a new address or credential its tools are read again: they may not be the same ones. At a new
 * origin somebody else may answer, so every flag is up for review again, whatever the definitions say.
 */
export async function updateServer(
  context: FeatureContext,
  name: string,
  patch: McpServerPatch,
  signal: AbortSignal,
): Promise<McpServer> {
  requirePermission(context.principal, 'mcp-servers:write');
  const server = await requireServer(context.scope, name);
  const change = changeOf(context, server, patch);
  const updated = await inTransaction(context.scope, async (scope) => {
    const row = await updateMcpServer(scope, server.id, change);
    const toReview = originOf(server) === originOf(row) ? 0 : await unsettleMcpTools(scope, server.id);
    await recordAudit(scope, {
      actorId: context.principal.userId,
      action: 'mcp_server.changed',
      targetType: 'mcp_server',
      targetName: name,
      detail: { ...auditDetail(server, row), ...(toReview > 0 ? { tools_to_review: toReview } : {}) },
    });
    return row;
  });
  await context.harness.toolServers.forget({ organisationId: context.scope.organisationId, server: name });
  const isReachedAnew =
    patch.url !== undefined || patch.auth !== undefined || (patch.enabled === true && !server.enabled);
  if (isReachedAnew && updated.enabled) await syncTools(context, updated, signal);
  return readServer(context, name);
}

function changeOf(context: FeatureContext, server: McpServerRecord, patch: McpServerPatch): McpServerChange {
  const change: McpServerChange = {
    ...(patch.description === undefined ? {} : { description: patch.description }),
    ...(patch.enabled === undefined ? {} : { enabled: patch.enabled }),
  };
  if (patch.url === undefined && patch.auth === undefined) return change;
  if (server.builtin !== null || server.url === null) {
    throw new AppError(
      'unprocessable',
      `"${server.name}" comes with Tackroom and has no address or credential to change.`,
      {
        param: patch.url === undefined ? 'auth' : 'url',
      },
    );
  }
  const url = patch.url ?? server.url;
  requirePlainUrl(url);
  return {
    ...change,
    url,
    ...storedAuth(patch.auth, { url, secretBox: context.secretBox, current: server }),
  };
}

function originOf({ url }: McpServerRecord): string | null {
  return url === null ? null : new URL(url).origin;
}

/** Old and new of what changed; of a credential only that it did. */
function auditDetail(
  before: McpServerRecord,
  after: McpServerRecord,
): Record<string, { from: string; to: string } | true> {
  const detail: Record<string, { from: string; to: string } | true> = {};
  for (const key of ['description', 'url', 'authType', 'authHeader', 'enabled'] as const) {
    if (before[key] !== after[key]) detail[key] = { from: String(before[key]), to: String(after[key]) };
  }
  if (before.secret !== after.secret) detail.credential = true;
  return detail;
}
