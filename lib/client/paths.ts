import { withQuery, type Query } from '@/lib/contract/with-query';

/** The one path builder: every address of the console and of its API comes from here. */
const segment = encodeURIComponent;

export const paths = {
  signIn: () => '/sign-in',
  account: () => '/account',
  agents: () => '/agents',
  newAgent: () => '/agents/new',
  agent: (name: string) => `/agents/${segment(name)}`,
  agentVersions: (name: string) => `/agents/${segment(name)}/versions`,
  playground: (options: { agent?: string; session?: string } = {}) => withQuery('/playground', options),
  traces: (query: Query = {}) => withQuery('/traces', query),
  trace: (runId: string, stepId?: string) => withQuery(`/traces/${segment(runId)}`, { step: stepId }),
  models: () => '/models',
  mcpServers: () => '/mcp-servers',
  mcpServer: (name: string, tool?: string) => withQuery(`/mcp-servers/${segment(name)}`, { tool }),
  skills: () => '/skills',
  newSkill: () => '/skills/new',
  skill: (name: string, version?: number) =>
    withQuery(`/skills/${segment(name)}`, { version: version?.toString() }),
  toolPolicies: () => '/tool-policies',
  people: () => '/people',
  apiKeys: () => '/api-keys',
  settings: () => '/settings',
} as const;

export { apiPaths, type Query } from '@/lib/contract/api-paths';
