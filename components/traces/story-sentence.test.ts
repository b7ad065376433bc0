import { describe, expect, it } from 'vitest';
import { noUsage } from '@/lib/contract/usage';
import type { Run, Step } from '@/lib/contract/trace';
import { exampleStep } from './example-step.test-support';
import { storySentence } from './story-sentence';

const run: Run = {
  id: 'run_1',
  session_id: 'ses_1',
  agent_name: 'refund-assistant',
  agent_version: 1,
  model: 'simulated/demo',
  simulated: true,
  origin: 'session',
  title: 'Refund',
  status: 'done',
  turn_count: 1,
  step_count: 1,
  usage: noUsage,
  started_at: '2026-11-21T09:00:00.000000Z',
  ended_at: null,
  created_by: 'usr_1',
  created_by_name: 'Maya',
};
const tool: Partial<Step> = { type: 'tool_call', name: 'issue_refund', server: 'payments' };

describe('storySentence', () => {
  it.each<[Partial<Step>, string]>([
    [{}, 'The simulated model of refund-assistant thought about what to do next.'],
    [{ detail: { finish_reason: 'stop' } }, 'The simulated model of refund-assistant wrote its answer.'],
    [tool, 'It used payments.issue_refund.'],
    [{ ...tool, server: 'harness', name: 'list_servers' }, 'It used list_servers.'],
    [{ ...tool, status: 'denied' }, 'It wanted to use payments.issue_refund; that was denied.'],
    [{ ...tool, status: 'expired' }, 'It wanted to use payments.issue_refund; that expired.'],
    [
      { ...tool, status: 'unknown' },
      'It sent a request to payments.issue_refund; whether it was carried out is not known.',
    ],
    [
      { ...tool, type: 'approval', detail: { decided_by_name: 'Maya' } },
      'Maya allowed payments.issue_refund.',
    ],
    [
      { ...tool, type: 'approval', approval_status: 'denied', approval_by: 'usr_1' },
      'usr_1 refused payments.issue_refund.',
    ],
    [{ type: 'question', detail: { question: 'Which?' } }, 'It asked: “Which?” and got an answer.'],
    [{ type: 'skill', name: 'refund-policy' }, 'It read the skill “refund-policy”.'],
  ])('says %o plainly', (fields, sentence) => {
    expect(storySentence(exampleStep(fields), run)).toBe(sentence);
  });
});
