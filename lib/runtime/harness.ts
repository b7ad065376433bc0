import type { ModelPort } from '@/lib/gateways/model/model-port';
import type { ToolServerPort } from '@/lib/gateways/mcp/tool-server-port';
import type { TurnService } from './turn/turn-service';

/** What the composition root hands to features: the runtime and the ports it stands on. */
export type Harness = {
  models: ModelPort;
  toolServers: ToolServerPort;
  turns: TurnService;
};
