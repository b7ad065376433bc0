import type { ModelPort } from '@/lib/gateways/model/model-port';
import type { ToolServerPort } from '@/lib/gateways/mcp/tool-server-port';
import type { Clock } from '@/lib/platform/clock';
import type { Logger } from '@/lib/platform/logger';
import type { DatabaseTrouble } from '@/lib/storage/database-unreachable';
import type { EventLog } from '@/lib/storage/event-log-port';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';
import type { ProcessWire } from '@/lib/storage/process-wire-port';
import type { TurnOwner, TurnStore } from '@/lib/storage/turn-store-port';

/** A skill version as a run uses it. */
export type LoadedSkill = {
  name: string;
  version: number;
  description: string;
  files: readonly { path: string; content: string }[];
};

/** What a manifest asks for; `version` and `alias` unset mean the latest. */
export type SkillReference = { name: string; version?: number | undefined; alias?: string | undefined };

/** Everything the runtime stands on. It reaches nothing else: no clock, network or database of its own. */
export type RuntimePorts = {
  models: ModelPort;
  toolServers: ToolServerPort;
  log: EventLog;
  turns: TurnStore;
  owner: TurnOwner;
  /** The flags of the named servers' tools as they are now. */
  toolPolicies(organisationId: string, servers: readonly string[]): Promise<ToolPolicy[]>;
  /** Skills that exist; one that does not is left out. */
  skills(organisationId: string, references: readonly SkillReference[]): Promise<LoadedSkill[]>;
  /** The bytes of a file, which are not read when there are more than that; undefined when it is gone. */
  attachment(
    organisationId: string,
    digest: string,
    maxBytes: number,
  ): Promise<Uint8Array | 'too_large' | undefined>;
  /** Word to and from the other processes; unset where this one is all there is. */
  wire?: ProcessWire;
  /** What an error says about the database itself: a turn that meets such trouble is continued, not ended. */
  databaseTrouble?(error: unknown): DatabaseTrouble | undefined;
  clock: Clock;
  logger: Logger;
};
