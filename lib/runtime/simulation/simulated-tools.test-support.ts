import type {
  ToolCallResult,
  ToolServerFailure,
  ToolServerPort,
  ToolServerResult,
} from '@/lib/gateways/mcp/tool-server-port';
import type { Surroundings } from './simulated-ports.test-support';
import type { SimulatedProcess } from './virtual-world.test-support';

type Answer = ToolServerResult<ToolCallResult>;

/** Tool servers with a ledger: what reached them stays done, whether or not anybody hears of it. */
export function createSimulatedTools(
  { world, faults, history }: Surroundings,
  process: SimulatedProcess,
): ToolServerPort {
  const connected = new Set<string>();
  return {
    listTools: async () => ({ ok: true, value: [], latencyMs: 0 }),
    callTool: ({ server }, call, signal) =>
      new Promise((resolve) => {
        const mark = String(call.arguments.mark);
        const reply = (answer: Answer, delayMs: number) =>
          world.later(process, `hears from ${call.tool} ${mark}`, delayMs, () => {
            connected.add(server);
            resolve(answer);
          });
        const lose = () => {
          history.loses(mark);
          return failed('timeout', true);
        };
        signal.addEventListener('abort', () => resolve(lose()), { once: true });
        world.later(process, `sends ${call.tool} ${mark}`, 0, () => {
          if (faults.hits('tool') && world.random.chance(0.3)) {
            reply(failed('unreachable', false), 0);
            return;
          }
          world.later(undefined, '', world.random.pick([0, 0, 300, 5000]), () => {
            // What was on its way when its sender died arrives, or does not.
            if (process.state === 'dead' && world.random.chance(0.5)) return;
            const answer = `${call.tool} answers ${history.effects.length + 1}`;
            history.effects.push({ mark, tool: call.tool, answer });
            world.note(`- ${call.tool} takes effect ${mark}`);
            const isLost = faults.hits('tool');
            if (isLost && world.random.chance(0.5)) reply(lose(), 60_000);
            else reply(done(answer, isLost), world.random.pick([0, 0, 2000, 20_000]));
          });
        });
      }),
    sessionId: ({ server }) => (connected.has(server) ? `session of ${server}` : null),
    forget: async () => undefined,
    close: async () => undefined,
  };
}

function done(content: string, isError: boolean): Answer {
  return { ok: true, value: { content, structured: null, isError }, latencyMs: 1 };
}

function failed(code: ToolServerFailure['code'], mayHaveRun: boolean): Answer {
  return { ok: false, failure: { code, message: 'The simulated server failed.', mayHaveRun }, latencyMs: 1 };
}
