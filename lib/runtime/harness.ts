import type { ModelGateway } from '@/lib/gateways/model/model-port';
import type { ToolServerPort } from '@/lib/gateways/mcp/tool-server-port';
import type { Clock } from '@/lib/platform/clock';
import type { EventLog } from '@/lib/storage/event-log-port';
import type { TurnService } from './turn/turn-service';

/** What the composition root hands to features: the runtime and the ports it stands on. */
export type Harness = {
  models: ModelGateway;
  toolServers: ToolServerPort;
  log: EventLog;
  turns: TurnService;
  /** The time that the database and all processes on it share. */
  clock: Clock;
  /** Aborts when this process stops: streams end then, and clients go on elsewhere. */
  draining: AbortSignal;
};
