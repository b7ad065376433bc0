import type { McpServerCheck } from '@/lib/contract/mcp-server';
import { recordMcpServerHealth } from '@/lib/storage/mcp-servers';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { requireServer } from './require-server';

/** Connects afresh and lists the tools, to see whether the server works. Stores how it went and changes nothing else. */
export async function checkServer(
  context: FeatureContext,
  name: string,
  signal: AbortSignal,
): Promise<McpServerCheck> {
  requirePermission(context.principal, 'mcp-servers:write');
  const { scope, harness } = context;
  const server = await requireServer(scope, name);
  const address = { organisationId: scope.organisationId, server: name };
  await harness.toolServers.forget(address);
  const listed = await harness.toolServers.listTools(address, signal);
  const error = listed.ok ? null : listed.failure.message;
  await recordMcpServerHealth(scope, server.id, error);
  return {
    ok: listed.ok,
    latency_ms: listed.latencyMs,
    tool_count: listed.ok ? listed.value.length : null,
    error,
  };
}
