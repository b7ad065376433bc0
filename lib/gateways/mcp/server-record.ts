/** What the gateway needs to know of a registered server. The credential is still sealed. */
export type ServerRecord = {
  name: string;
  enabled: boolean;
  url: string | null;
  authType: string;
  authHeader: string | null;
  secret: string | null;
  /** Name of a bundled demo server; its address is this process's own. */
  builtin: string | null;
};

/** Where a bundled server listens and what it wants to see, from the process that runs it. */
export type BuiltinServer = { url: string; headers: Readonly<Record<string, string>> };

/** Tells a bundled server for whom a call is made. Only ever sent to addresses of our own process. */
export const organisationHeader = 'x-tackroom-organisation';
