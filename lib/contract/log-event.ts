import type { ApprovalInfo, ToolCall, ToolCallDelta } from './tool-call';
import type { TurnOutputEvent } from './event';
import type { UserMessageEcho } from './user-message-echo';
import type { Usage } from './usage';

/**
 * The types of the one log. Transcript, streams, traces and the model's context are projections of these; a new type
 * is added here and nowhere else. `model.delta` and `tool.progress` are the only types that are ever removed again.
 */
export type LogEventBody =
  | {
      type: 'turn.created';
      payload: { session_id: string; previous_turn_id: string | null; run_id: string; status: string };
    }
  /** A queued turn begins to run. */
  | { type: 'turn.started'; payload: { previous_turn_id: string | null } }
  /** A message joins the turn while it runs; the model reads it before its next call. */
  | { type: 'turn.steered'; payload: TurnSteered }
  | { type: 'model.delta'; thread_id: string; payload: ModelDelta }
  | { type: 'model.message'; thread_id: string; payload: LoggedModelMessage }
  | {
      type: 'tool.dispatched';
      thread_id: string;
      payload: { tool_call_id: string; server: string; tool: string; arguments_digest: string };
    }
  /** How far a running call is. Dropped with the deltas, and never read back by the runner. */
  | { type: 'tool.progress'; thread_id: string; payload: ToolProgress }
  | { type: 'tool.response'; thread_id: string; payload: LoggedToolResponse }
  | {
      type: 'tool.approval_required';
      thread_id: string;
      payload: { tool_calls: { id: string }[]; approvals: ApprovalInfo[] };
    }
  | {
      type: 'tool.response_required';
      thread_id: string;
      payload: { tool_calls: { id: string }[]; expires_at: string };
    }
  | {
      type: 'mcp.initialize';
      thread_id: string;
      payload: { content: { mcp_server_name: string; session_id: string }[] };
    }
  | { type: 'turn.done'; payload: TurnDone };

/** An event in its place: sequence numbers rise within a turn and need not be dense. */
export type LogEvent = LogEventBody & { turn_id: string; sequence_id: number; created_at: string };

/** Numbers count a turn's messages from 1, in the order in which they were accepted. */
export type TurnSteered = { number: number; input: UserMessageEcho[]; created_by: string };

export type ModelDelta = {
  message_id: string;
  content?: string;
  reasoning_content?: string;
  tool_calls?: ToolCallDelta[];
  finish_reason?: string;
  superseded?: boolean;
  usage?: Usage;
  model?: string;
  step_id?: string;
};

export type LoggedModelMessage = {
  message_id: string;
  content: string;
  reasoning_content?: string;
  /** Calls as people see them: a deferred call shows the real tool and its arguments. */
  tool_calls: ToolCall[];
  /** The same calls as the model wrote them, for its own replay. */
  model_calls: { id: string; provider_call_id: string; name: string; arguments: string }[];
  finish_reason: string;
  usage: Usage;
  model: string;
  step_id: string;
  provider_metadata?: Record<string, unknown>;
};

export type ToolOutcome = 'done' | 'error' | 'denied' | 'expired' | 'cancelled' | 'answered';

export type LoggedToolResponse = {
  tool_call_id: string;
  /** Name the model called. */
  tool_name: string;
  content: string;
  is_error: boolean;
  outcome: ToolOutcome;
  duration_ms: number;
  step_id?: string;
};

export type ToolProgress = { tool_call_id: string; progress: number; total?: number; message?: string };

export type TurnDone = {
  status: 'done' | 'cancelled' | 'error';
  output: TurnOutputEvent[];
  cancellation_reason?: string;
  message?: string;
  code?: string;
  usage: Usage;
};
