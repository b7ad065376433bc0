import { withQuery, type Query } from './with-query';

export { withQuery, type Query };

/** Addresses of the API. They are part of the contract: the console, the server's own links and the documents use them. */
const segment = encodeURIComponent;

const api = '/api/v1';

export const apiPaths = {
  me: () => `${api}/users/me`,
  myPassword: () => `${api}/users/me/password`,
  agents: () => `${api}/agents`,
  agent: (name: string, version?: number) =>
    withQuery(`${api}/agents/${segment(name)}`, { version: version?.toString() }),
  agentVersions: (name: string) => `${api}/agents/${segment(name)}/versions`,
  agentVersion: (name: string, version: number) => `${api}/agents/${segment(name)}/versions/${version}`,
  agentDiff: (name: string, from: number, to: number) =>
    withQuery(`${api}/agents/${segment(name)}/diff`, { from: String(from), to: String(to) }),
  agentAlias: (name: string, alias: string) => `${api}/agents/${segment(name)}/aliases/${segment(alias)}`,
  agentEstimate: () => `${api}/agents/estimate`,
  sessions: (query: Query = {}) => withQuery(`${api}/sessions`, query),
  session: (id: string) => `${api}/sessions/${segment(id)}`,
  sessionDraft: (id: string) => `${api}/sessions/${segment(id)}/draft`,
  sessionCancel: (id: string) => `${api}/sessions/${segment(id)}/cancel`,
  turns: (sessionId: string, query: Query = {}) =>
    withQuery(`${api}/sessions/${segment(sessionId)}/turns`, query),
  turn: (sessionId: string, turnId: string) =>
    `${api}/sessions/${segment(sessionId)}/turns/${segment(turnId)}`,
  turnCancel: (sessionId: string, turnId: string) => `${apiPaths.turn(sessionId, turnId)}/cancel`,
  turnEvents: (sessionId: string, turnId: string, query: Query = {}) =>
    withQuery(`${apiPaths.turn(sessionId, turnId)}/events`, query),
  turnStream: (sessionId: string, turnId: string, afterSequenceId?: number) =>
    withQuery(`${apiPaths.turn(sessionId, turnId)}/stream`, {
      after_sequence_id: afterSequenceId?.toString(),
    }),
  uploads: (sessionId: string, filename?: string) =>
    withQuery(`${api}/sessions/${segment(sessionId)}/uploads`, { filename }),
  sessionFiles: (sessionId: string, query: Query = {}) =>
    withQuery(`${api}/sessions/${segment(sessionId)}/files`, query),
  sessionFile: (sessionId: string, path: string) =>
    `${api}/sessions/${segment(sessionId)}/files/${path.split('/').map(segment).join('/')}`,
  attachment: (sessionId: string, digest: string) =>
    `${api}/sessions/${segment(sessionId)}/attachments/${segment(digest)}`,
  models: () => `${api}/models`,
  providers: () => `${api}/providers`,
  provider: (name: string) => `${api}/providers/${segment(name)}`,
  providerCheck: (name: string) => `${api}/providers/${segment(name)}/check`,
  providerOffers: () => `${api}/providers/offers`,
  mcpServers: (query: Query = {}) => withQuery(`${api}/mcp-servers`, query),
  mcpServer: (name: string) => `${api}/mcp-servers/${segment(name)}`,
  mcpServerCheck: (name: string) => `${api}/mcp-servers/${segment(name)}/check`,
  mcpServerSync: (name: string) => `${api}/mcp-servers/${segment(name)}/sync`,
  mcpServerTools: (name: string) => `${api}/mcp-servers/${segment(name)}/tools`,
  mcpServerTool: (name: string, tool: string) => `${api}/mcp-servers/${segment(name)}/tools/${segment(tool)}`,
  toolPolicies: (query: Query = {}) => withQuery(`${api}/tool-policies`, query),
  skills: () => `${api}/skills`,
  skill: (name: string) => `${api}/skills/${segment(name)}`,
  skillVersions: (name: string) => `${api}/skills/${segment(name)}/versions`,
  skillVersion: (name: string, version: number) => `${api}/skills/${segment(name)}/versions/${version}`,
  traces: (query: Query = {}) => withQuery(`${api}/traces`, query),
  trace: (runId: string) => `${api}/traces/${segment(runId)}`,
  traceExport: (runId: string) => `${api}/traces/${segment(runId)}/export`,
  stepPayload: (runId: string, stepId: string) => `${api}/traces/${segment(runId)}/steps/${segment(stepId)}`,
  users: () => `${api}/users`,
  user: (id: string) => `${api}/users/${segment(id)}`,
  apiKeys: () => `${api}/api-keys`,
  apiKey: (id: string) => `${api}/api-keys/${segment(id)}`,
  settings: () => `${api}/settings`,
  audit: (query: Query = {}) => withQuery(`${api}/audit`, query),
} as const;
