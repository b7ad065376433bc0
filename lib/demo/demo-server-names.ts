/** The MCP servers that come with the demo. */
export const demoServerNames = ['billing', 'payments'] as const;
export type DemoServerName = (typeof demoServerNames)[number];
