import type { Permission } from '@/lib/contract/permissions';

export type ScopeGroup = { label: string; scopes: readonly { scope: Permission; words: string }[] };

/** The scopes a key may have, as people choose them. Rights of a signed-in person alone are not among them. */
export const scopeGroups: readonly ScopeGroup[] = [
  {
    label: 'Run agents',
    scopes: [
      { scope: 'agents:read', words: 'See agents' },
      { scope: 'models:read', words: 'See models' },
      { scope: 'sessions:read', words: 'Read own chats' },
      { scope: 'sessions:write', words: 'Start chats and send messages' },
      { scope: 'calls:decide', words: 'Approve or deny paused calls' },
      { scope: 'traces:read', words: 'Read own traces' },
      { scope: 'account:read', words: 'See whose key it is' },
    ],
  },
  {
    label: 'Build',
    scopes: [
      { scope: 'agents:write', words: 'Write agents' },
      { scope: 'drafts:write', words: 'Try drafts without saving' },
      { scope: 'skills:read', words: 'Read skills' },
      { scope: 'skills:write', words: 'Publish skills' },
    ],
  },
  {
    label: 'Registry and policies',
    scopes: [
      { scope: 'providers:read', words: 'See model providers' },
      { scope: 'providers:write', words: 'Change model providers' },
      { scope: 'mcp-servers:read', words: 'See MCP servers' },
      { scope: 'mcp-servers:write', words: 'Change MCP servers' },
      { scope: 'tool-policies:read', words: 'See tool flags' },
      { scope: 'tool-policies:write', words: 'Change tool flags' },
    ],
  },
  {
    label: 'Everybody’s',
    scopes: [
      { scope: 'sessions:read-all', words: 'Read everybody’s chats' },
      { scope: 'sessions:write-all', words: 'Change everybody’s chats' },
      { scope: 'traces:read-all', words: 'Read everybody’s traces' },
    ],
  },
  {
    label: 'People, keys and audit',
    scopes: [
      { scope: 'users:read', words: 'See people' },
      { scope: 'users:write', words: 'Change people' },
      { scope: 'owners:write', words: 'Make owners' },
      { scope: 'api-keys:own', words: 'Make and revoke own keys' },
      { scope: 'api-keys:read', words: 'See everybody’s keys' },
      { scope: 'api-keys:write', words: 'Revoke everybody’s keys' },
      { scope: 'audit:read', words: 'Read the audit log' },
      { scope: 'settings:read', words: 'See settings' },
      { scope: 'settings:write', words: 'Change settings' },
    ],
  },
];

/** What a program needs to talk to agents. Deciding paused calls is left to people unless it is chosen. */
export const runAgentsScopes: readonly Permission[] = [
  'agents:read',
  'models:read',
  'sessions:read',
  'sessions:write',
  'traces:read',
  'account:read',
];
