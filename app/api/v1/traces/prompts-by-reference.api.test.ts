import { beforeAll, describe, expect, it } from 'vitest';
import { openAuthBench, testPort, type TestOrganisation } from '@/lib/auth/auth-bench.test-support';
import { ensureSimulatedProvider } from '@/lib/features/providers';
import { callRoute } from '@/lib/http/call-route.test-support';
import { POST as createSession } from '@/app/api/v1/sessions/route';
import { POST as startTurn } from '@/app/api/v1/sessions/[session_id]/turns/route';
import { GET as readTrace } from './[run_id]/route';
import { GET as exportTrace } from './[run_id]/export/route';
import { GET as readStep } from './[run_id]/steps/[step_id]/route';

const bench = openAuthBench();
let organisation: TestOrganisation;
let key: string;

beforeAll(async () => {
  organisation = await bench.makeOrganisation();
  await ensureSimulatedProvider(bench.contextOf(organisation.scope, organisation.people.owner));
  key = await bench.makeKey(organisation.scope, organisation.people.owner);
});

type Prompt = { system: string; messages: { role: string; content: unknown }[]; tools: unknown[] };

/** Runs a turn to its end; the id of its run. */
async function say(sessionId: string, content: string): Promise<string> {
  const request = new Request(`http://127.0.0.1:${testPort}/api/v1/turns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ input: [{ type: 'user.message', content }] }),
  });
  const response = await startTurn(request, { params: Promise.resolve({ session_id: sessionId }) });
  const text = await response.text();
  expect(text).toContain('"type":"turn.done"');
  return /"run_id":"(\w+)"/.exec(text)?.[1] ?? '';
}

async function modelStepOf(runId: string): Promise<{ stepId: string; prompt: Prompt }> {
  const trace = await callRoute(readTrace, { key, params: { run_id: runId } });
  const { data } = trace.body as { data: { steps: { id: string; type: string }[] } };
  const stepId = data.steps.find((step) => step.type === 'model_call')?.id ?? '';
  const step = await callRoute(readStep, { key, params: { run_id: runId, step_id: stepId } });
  return { stepId, prompt: (step.body as { data: { input: Prompt } }).data.input };
}

describe('the trace of a turn in a long session', () => {
  it('shows the whole prompt of each model call, of which only what is new is stored', async () => {
    const manifest = { name: 'talker', model: 'simulated/demo', instructions: 'Be brief. '.repeat(500) };
    const session = await callRoute(createSession, { key, body: { draft: { manifest } } });
    const { id: sessionId } = (session.body as { data: { id: string } }).data;
    const runs = [await say(sessionId, 'One'), await say(sessionId, 'Two'), await say(sessionId, 'Three')];
    const steps = await Promise.all(runs.map(modelStepOf));
    expect(steps.map(({ prompt }) => prompt.messages.map((message) => message.role))).toEqual([
      ['user'],
      ['user', 'assistant', 'user'],
      ['user', 'assistant', 'user', 'assistant', 'user'],
    ]);
    const [first, , third] = steps;
    expect(third?.prompt.system).toBe(first?.prompt.system);
    expect(third?.prompt.tools).toEqual(first?.prompt.tools);
    expect(third?.prompt.messages[0]).toEqual(first?.prompt.messages[0]);

    const { rows } = await bench.app.database.pool.query<{ size: number }>(
      'SELECT length(input::text) AS size FROM step_payload WHERE step_id = $1',
      [third?.stepId],
    );
    expect(rows[0]?.size).toBeLessThan(1000);

    const request = new Request(`http://127.0.0.1:${testPort}/api/v1/traces/export`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const exported = await exportTrace(request, { params: Promise.resolve({ run_id: runs[2] ?? '' }) });
    const { steps: written } = (await exported.json()) as { steps: { id: string; input: unknown }[] };
    expect(written.find((step) => step.id === third?.stepId)?.input).toEqual(third?.prompt);
  });
});
