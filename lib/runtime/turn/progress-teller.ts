import type { CallProgress } from '@/lib/gateways/mcp/tool-server-port';
import type { TurnRun } from './turn-run';

const tellEveryMs = 200;
const messageLengthMax = 500;

type Teller = Pick<TurnRun, 'signal' | 'delta'> & { ports: Pick<TurnRun['ports'], 'clock'> };

/**
 * Puts what a server says about a running call into the log, at most five times a second: a server may say it as
 * often as it likes, and only the newest matters. After `close` nothing is told, since the result is there.
 */
export function createProgressTeller(run: Teller, toolCallId: string) {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let isClosed = false;
  return {
    tell({ progress, total, message }: CallProgress): void {
      const nowMs = run.ports.clock.now().getTime();
      if (isClosed || run.signal.reason === 'fenced' || nowMs - toldAtMs < tellEveryMs) return;
      toldAtMs = nowMs;
      run.delta({
        type: 'tool.progress',
        thread_id: 'main',
        payload: {
          tool_call_id: toolCallId,
          progress,
          ...(total === undefined ? {} : { total }),
          ...(message === undefined ? {} : { message: message.slice(0, messageLengthMax) }),
        },
      });
    },
    close(): void {
      isClosed = true;
    },
  };
}
