import { canonicalJson } from '@/lib/platform/canonical-json';
import type { SecretBox } from '@/lib/platform/secret-box';
import { organisationHeader, type BuiltinServer, type ServerRecord } from './server-record';
import type { ToolServerAddress, ToolServerFailure } from './tool-server-port';

/** A server as it can be called now: address and headers in the clear. */
export type ServerTarget = {
  name: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  isBuiltin: boolean;
  /** Differs whenever a connection made for another record must not be used any more. */
  fingerprint: string;
};

export type TargetSources = {
  findServer(address: ToolServerAddress): Promise<ServerRecord | undefined>;
  resolveBuiltin(name: string): BuiltinServer | undefined;
  secretBox: SecretBox;
};

/** Finds the server of an address and opens its credential, or says why it cannot be called. */
export async function resolveTarget(
  sources: TargetSources,
  address: ToolServerAddress,
): Promise<ServerTarget | ToolServerFailure> {
  const record = await sources.findServer(address);
  if (!record) {
    return refuse(
      'server_not_found',
      `There is no MCP server "${address.server}". Register it under MCP servers, or take it out of the agent.`,
    );
  }
  if (!record.enabled) {
    return refuse(
      'server_disabled',
      `MCP server "${record.name}" is switched off. Ask an admin to switch it on under MCP servers.`,
    );
  }
  if (record.builtin !== null)
    return builtinTarget(record.name, sources.resolveBuiltin(record.builtin), address);
  return registeredTarget(record, sources.secretBox);
}

/** Tells a target from the reason why there is none. */
export function isTarget(value: ServerTarget | ToolServerFailure): value is ServerTarget {
  return 'fingerprint' in value;
}

function builtinTarget(
  name: string,
  builtin: BuiltinServer | undefined,
  address: ToolServerAddress,
): ServerTarget | ToolServerFailure {
  if (!builtin) {
    return refuse(
      'unreachable',
      `The demo server "${name}" does not run in this process. Start Tackroom with TACKROOM_DEMO=on, or delete the server.`,
    );
  }
  const headers = { ...builtin.headers, [organisationHeader]: address.organisationId };
  return {
    name,
    url: new URL(builtin.url),
    headers,
    isBuiltin: true,
    fingerprint: canonicalJson([builtin.url, headers]),
  };
}

function registeredTarget(record: ServerRecord, secretBox: SecretBox): ServerTarget | ToolServerFailure {
  const { name, url, authType, authHeader, secret } = record;
  if (url === null || !URL.canParse(url)) {
    return refuse('unreachable', `MCP server "${name}" has no usable address. Set one under MCP servers.`);
  }
  const fingerprint = canonicalJson([url, authType, authHeader, secret]);
  const parsed = new URL(url);
  if (authType !== 'header') return { name, url: parsed, headers: {}, isBuiltin: false, fingerprint };
  const value = secret === null ? undefined : tryOpen(secretBox, secret, parsed.origin);
  if (value === undefined) {
    return refuse(
      'unauthorised',
      `The stored credential of MCP server "${name}" cannot be used for ${parsed.origin}. Enter it again under MCP servers.`,
    );
  }
  return {
    name,
    url: parsed,
    headers: { [authHeader ?? 'Authorization']: value },
    isBuiltin: false,
    fingerprint,
  };
}

/** A secret that was sealed for another origin or another installation does not open: nothing is sent then. */
function tryOpen(secretBox: SecretBox, sealed: string, origin: string): string | undefined {
  try {
    return secretBox.open(sealed, origin);
  } catch {
    return undefined;
  }
}

function refuse(code: ToolServerFailure['code'], message: string): ToolServerFailure {
  return { code, message, mayHaveRun: false };
}
