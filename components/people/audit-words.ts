const words: Record<string, string> = {
  'agent.created': 'Created an agent',
  'agent.updated': 'Saved a version of an agent',
  'agent.deleted': 'Deleted an agent',
  'agent.alias_set': 'Pointed an alias of an agent',
  'agent.alias_deleted': 'Removed an alias of an agent',
  'api_key.created': 'Created an API key',
  'api_key.revoked': 'Revoked an API key',
  'mcp_server.registered': 'Registered an MCP server',
  'mcp_server.changed': 'Changed an MCP server',
  'mcp_server.deleted': 'Removed an MCP server',
  'mcp_server.tools_synced': 'Read the tools of an MCP server',
  'provider.registered': 'Added a model provider',
  'provider.changed': 'Changed a model provider',
  'provider.deleted': 'Removed a model provider',
  'settings.updated': 'Changed the settings',
  'skill.published': 'Published a skill',
  'skill.deleted': 'Deleted a skill',
  'tool.flagged': 'Flagged a tool',
  'user.created': 'Added a person',
  'user.updated': 'Changed a person',
  'user.password_changed': 'Changed their password',
};

/** An action of the audit log in words; one that has none here reads as it is stored. */
export function auditWords(action: string): string {
  return words[action] ?? action;
}
