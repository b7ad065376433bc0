/**
 * What a person may answer to a call that waits: send it (again), go on without, or say what came of it. Notes calls
 * whose sending is repeated, for the ledger may then hold one line more.
 */
function answerFor(call, kind) {
  const item = { thread_id: call.thread_id, tool_call_id: call.id };
  if (kind === 'response')
    return { type: 'user.tool_response', ...item, content: 'A person says it was done.' };
  const status = kind === 'allow' ? 'allow' : 'deny';
  return { type: 'user.tool_approval', ...item, approval: { status } };
}

/** Notes that a person had a call sent whose first sending may have had its effect. */
function noteResent(context, call) {
  if (call.state === 'outcome_unknown')
    context.notes.resent.set(call.id, (context.notes.resent.get(call.id) ?? 0) + 1);
}

/** Calls that wait in these sessions, as they are stored. */
export function waitingCalls(deployment, sessionIds) {
  return deployment.sql.rows(
    `SELECT * FROM tool_call WHERE session_id = ANY($1) AND state IN ('gated', 'outcome_unknown')
     AND decision IS NULL AND withdrawn_at IS NULL ORDER BY created_at`,
    [sessionIds],
  );
}

/** Decides the calls of one session with one request and notes the turn that resumes. */
export async function decideSession(context, replica, { sessionId, calls, kind, ...options }) {
  const { api } = context.deployment;
  const items = calls.map((call) => answerFor(call, kind));
  const answer = await api.decide(replica, sessionId, items, options);
  if (answer.status === 201) {
    context.notes.acknowledged.add(answer.body.data.id);
    if (kind === 'allow') for (const call of calls) noteResent(context, call);
  }
  return answer;
}
