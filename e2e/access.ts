/** How the walk gets in and what it talks to: set by `npm test -- e2e`, which starts all of it. */
export const access = {
  admin: { email: needed('TACKROOM_INIT_ADMIN_EMAIL'), password: needed('TACKROOM_INIT_ADMIN_PASSWORD') },
  user: { email: needed('TACKROOM_INIT_USER_EMAIL'), password: needed('TACKROOM_INIT_USER_PASSWORD') },
  apiKey: needed('TACKROOM_INIT_API_KEY'),
  provider: {
    baseUrl: needed('PROVIDER_BASE_URL'),
    apiKey: needed('PROVIDER_API_KEY'),
    model: needed('PROVIDER_MODEL'),
  },
  mcpServerUrl: needed('MCP_SERVER_URL'),
} as const;

export type Account = { email: string; password: string };

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Run the browser walk with: npm test -- e2e`);
  return value;
}
