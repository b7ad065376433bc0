import { apiPaths } from '@/lib/client/paths';
import type { Permission } from '@/lib/contract/permissions';

const reads: readonly { scope: Permission; path: string }[] = [
  { scope: 'agents:read', path: apiPaths.agents() },
  { scope: 'account:read', path: apiPaths.me() },
  { scope: 'sessions:read', path: apiPaths.sessions() },
  { scope: 'traces:read', path: apiPaths.traces() },
  { scope: 'models:read', path: apiPaths.models() },
  { scope: 'skills:read', path: apiPaths.skills() },
  { scope: 'mcp-servers:read', path: apiPaths.mcpServers() },
  { scope: 'tool-policies:read', path: apiPaths.toolPolicies() },
  { scope: 'providers:read', path: apiPaths.providers() },
  { scope: 'users:read', path: apiPaths.users() },
  { scope: 'audit:read', path: apiPaths.audit() },
  { scope: 'api-keys:own', path: apiPaths.apiKeys() },
  { scope: 'api-keys:read', path: apiPaths.apiKeys() },
];

/** A command that shows a new key at work, with something its scopes let it read; null where they let it read nothing. */
export function exampleRequest(options: {
  key: string;
  scopes: readonly Permission[];
  origin: string;
}): string | null {
  const { key, scopes, origin } = options;
  const read = reads.find((candidate) => scopes.includes(candidate.scope));
  return read ? `curl ${origin}${read.path} \\\n  -H "Authorization: Bearer ${key}"` : null;
}
