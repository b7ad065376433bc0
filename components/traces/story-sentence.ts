import { assertNever } from '@/lib/client/assert-never';
import type { Run, Step } from '@/lib/contract/trace';
import { decidedBy, qualifiedTool, stepStatusNames, textDetail } from './step-words';

/** One step in a plain sentence, for people who read a run without knowing how agents work. */
export function storySentence(step: Step, run: Run): string {
  switch (step.type) {
    case 'model_call':
      return modelSentence(step, run);
    case 'tool_call':
      return toolSentence(step);
    case 'skill':
      return `It read the skill “${step.name}”.`;
    case 'approval':
      return approvalSentence(step);
    case 'question': {
      const question = textDetail(step, 'question');
      const asked = question ? `It asked: “${question}”` : 'It asked a question';
      if (step.status === 'waiting') return `${asked} and waits for the answer.`;
      return step.status === 'done'
        ? `${asked} and got an answer.`
        : `${asked}; the question ${wasEnded(step)}.`;
    }
    default:
      return assertNever(step.type);
  }
}

function modelSentence(step: Step, run: Run): string {
  const who = run.simulated ? `The simulated model of ${run.agent_name}` : `${run.agent_name}’s model`;
  if (step.status === 'running') return `${who} is thinking.`;
  if (step.status === 'error') return `${who} could not answer: ${step.error?.message ?? 'the call failed'}`;
  if (step.status === 'cancelled') return `${who} was stopped while it thought.`;
  return step.detail['finish_reason'] === 'stop'
    ? `${who} wrote its answer.`
    : `${who} thought about what to do next.`;
}

function toolSentence(step: Step): string {
  const tool = qualifiedTool(step);
  switch (step.status) {
    case 'running':
      return `It is using ${tool}.`;
    case 'waiting':
      return `It wants to use ${tool} and waits for a person.`;
    case 'done':
      return `It used ${tool}.`;
    case 'error':
      return `It tried to use ${tool}, which failed: ${step.error?.message ?? 'no reason was given.'}`;
    case 'unknown':
      return `It sent a request to ${tool}; whether it was carried out is not known.`;
    case 'denied':
    case 'expired':
    case 'cancelled':
      return `It wanted to use ${tool}; that ${wasEnded(step)}.`;
    default:
      return assertNever(step.status);
  }
}

function approvalSentence(step: Step): string {
  const tool = qualifiedTool(step);
  const who = decidedBy(step);
  if (step.status === 'waiting' || step.status === 'running')
    return `Somebody has to decide whether it may use ${tool}.`;
  if (step.status === 'denied' || step.approval_status === 'denied')
    return `${who ?? 'Somebody'} refused ${tool}.`;
  if (step.status === 'done') return `${who ?? 'Somebody'} allowed ${tool}.`;
  return `The request to use ${tool} ${wasEnded(step)}.`;
}

function wasEnded(step: Step): string {
  return step.status === 'error'
    ? 'failed'
    : `was ${stepStatusNames[step.status]}`.replace('was expired', 'expired');
}
