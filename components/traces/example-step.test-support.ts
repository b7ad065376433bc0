import type { Step } from '@/lib/contract/trace';

/** A finished model call at second 0 of an example run; tests say what differs. */
export function exampleStep(fields: Partial<Step> = {}): Step {
  return {
    id: 'stp_1',
    run_id: 'run_1',
    turn_id: 'turn_1',
    parent_id: null,
    thread_id: 'main',
    type: 'model_call',
    name: 'model call',
    status: 'done',
    model: 'anthropic/claude-sonnet-4-5',
    server: null,
    tool_call_id: null,
    approval_required: false,
    approval_status: null,
    approval_by: null,
    sandbox_session_id: null,
    usage: null,
    cost_usd: null,
    cost_is_estimate: false,
    first_token_ms: null,
    latency_ms: 1000,
    started_at: '2026-11-21T09:00:00.000000Z',
    ended_at: '2026-11-21T09:00:01.000000Z',
    error: null,
    detail: {},
    ...fields,
  };
}
