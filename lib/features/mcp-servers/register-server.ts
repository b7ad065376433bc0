import { reservedServerNames, type McpServer, type McpServerCreate } from '@/lib/contract/mcp-server';
import { AppError } from '@/lib/platform/app-error';
import { recordAudit } from '@/lib/storage/audit';
import { createMcpServer } from '@/lib/storage/mcp-servers';
import { inTransaction } from '@/lib/storage/scope';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { readServer } from './read-server';
import { requirePlainUrl } from './require-plain-url';
import { storedAuth } from './server-credential';
import { syncTools } from './sync-tools';

/**
 * Registers a server and reads its tools. One that cannot be reached is registered all the same, with the reason in
 * `last_error`: it may come up later.
 */
export async function registerServer(
  context: FeatureContext,
  input: McpServerCreate,
  signal: AbortSignal,
): Promise<McpServer> {
  requirePermission(context.principal, 'mcp-servers:write');
  const { name, description, transport, url } = input;
  if (reservedServerNames.includes(name)) {
    throw new AppError(
      'invalid_request',
      `"${name}" is a name the harness uses itself. Choose another one.`,
      { param: 'name' },
    );
  }
  requirePlainUrl(url);
  const auth = storedAuth(input.auth, { url, secretBox: context.secretBox });
  const createdBy = context.principal.userId;
  const server = await inTransaction(context.scope, async (scope) => {
    const created = await createMcpServer(scope, {
      name,
      description,
      transport,
      url,
      ...auth,
      builtin: null,
      createdBy,
    });
    if (!created) {
      throw new AppError(
        'conflict',
        `There is an MCP server "${name}" already. Choose another name, or change that one.`,
        { param: 'name' },
      );
    }
    await recordAudit(scope, {
      actorId: createdBy,
      action: 'mcp_server.registered',
      targetType: 'mcp_server',
      targetName: name,
      detail: { url, auth: auth.authType },
    });
    return created;
  });
  await syncTools(context, server, signal);
  return readServer(context, name);
}
