import { CircleAlert, CircleCheck, CircleDashed, PowerOff } from 'lucide-react';
import { ToneLabel } from '@/components/ui/tone-label';
import type { McpServer } from '@/lib/contract/mcp-server';

/** How the last attempt to reach the server went. */
export function ServerHealth({
  server,
}: {
  server: Pick<McpServer, 'enabled' | 'last_error' | 'tools_synced_at'>;
}) {
  if (!server.enabled) {
    return (
      <ToneLabel tone="neutral" icon={<PowerOff aria-hidden />}>
        Switched off
      </ToneLabel>
    );
  }
  if (server.last_error !== null) {
    return (
      <ToneLabel tone="danger" icon={<CircleAlert aria-hidden />}>
        Failing
      </ToneLabel>
    );
  }
  if (server.tools_synced_at === null) {
    return (
      <ToneLabel tone="neutral" icon={<CircleDashed aria-hidden />}>
        Not reached yet
      </ToneLabel>
    );
  }
  return (
    <ToneLabel tone="ok" icon={<CircleCheck aria-hidden />}>
      Connected
    </ToneLabel>
  );
}
