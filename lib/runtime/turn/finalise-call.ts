import type { LogEventBody } from '@/lib/contract/log-event';
import type { OpenCall } from '../context/fold-turn';
import type { CallResult } from './call-result';
import { cutContent } from './cut-content';
import type { TurnRun } from './turn-run';

/** Last of the four steps: the result enters the log, and with it the conversation. */
export async function finaliseCall(run: TurnRun, call: OpenCall, result: CallResult): Promise<void> {
  const { server, sessionId } = result.initialised ?? {};
  const initialised: LogEventBody[] =
    server && sessionId
      ? [
          {
            type: 'mcp.initialize',
            thread_id: 'main',
            payload: { content: [{ mcp_server_name: server, session_id: sessionId }] },
          },
        ]
      : [];
  await run.append(
    [
      ...initialised,
      {
        type: 'tool.response',
        thread_id: 'main',
        payload: {
          tool_call_id: call.id,
          tool_name: call.name,
          content: cutContent(result.content),
          is_error: result.isError,
          outcome: result.outcome,
          duration_ms: result.durationMs ?? 0,
          ...(result.step ? { step_id: result.step.id } : {}),
        },
      },
    ],
    result.step ? [result.step] : [],
  );
  const state =
    result.outcome === 'done' || result.outcome === 'error' || result.outcome === 'answered'
      ? 'settled'
      : 'refused';
  await run.ports.turns.settle(run.state.key, { sessionId: run.state.sessionId, id: call.id, state });
}
