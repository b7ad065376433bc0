import { assertNever } from '@/lib/client/assert-never';
import type { Tone } from '@/components/ui/tone';
import {
  contextBreakdownSchema,
  type ContextBreakdown,
  type Step,
  type StepStatus,
  type StepType,
} from '@/lib/contract/trace';

/** The colour of each kind of step, the same in rows, charts and chat. */
export const stepTones: Record<StepType, Tone> = {
  model_call: 'model',
  tool_call: 'tool',
  skill: 'skill',
  approval: 'approval',
  question: 'question',
};

/** Each kind of step, one and many. */
export const stepKindNames: Record<StepType, { one: string; many: string }> = {
  model_call: { one: 'model', many: 'model' },
  tool_call: { one: 'tool', many: 'tools' },
  skill: { one: 'skill', many: 'skills' },
  approval: { one: 'approval', many: 'approvals' },
  question: { one: 'question', many: 'questions' },
};

/** How a step ended, in a word. */
export const stepStatusNames: Record<StepStatus, string> = {
  running: 'running',
  waiting: 'waiting',
  done: 'done',
  error: 'failed',
  denied: 'denied',
  expired: 'expired',
  cancelled: 'cancelled',
  unknown: 'outcome unknown',
};

/** The name in front of a row: `Model call`, `payments.issue_refund`, `refund-policy v4`. */
export function stepTitle(step: Step): string {
  switch (step.type) {
    case 'model_call':
      return 'Model call';
    case 'tool_call':
      return qualifiedTool(step);
    case 'skill': {
      const version = step.detail['version'];
      return typeof version === 'number' ? `${step.name} v${version}` : step.name;
    }
    case 'approval':
      return 'Approval';
    case 'question':
      return 'Question';
    default:
      return assertNever(step.type);
  }
}

/** The quiet words behind the name; a failure says what failed. */
export function stepSubtitle(step: Step): string {
  const words = plainSubtitle(step);
  if (step.error) return joined(words, step.error.message);
  return step.status === 'done' || step.status === 'running'
    ? words
    : joined(words, stepStatusNames[step.status]);
}

function plainSubtitle(step: Step): string {
  switch (step.type) {
    case 'model_call':
      return step.model?.split('/').slice(1).join('/') || (step.model ?? '');
    case 'tool_call':
      return '';
    case 'skill':
      return step.detail['preload'] === true ? 'preloaded' : 'loaded';
    case 'approval':
      return joined(qualifiedTool(step), decidedBy(step) ?? '');
    case 'question':
      return textDetail(step, 'question') ?? step.name;
    default:
      return assertNever(step.type);
  }
}

/** `server.tool`; the harness' own tools go by their name alone. */
export function qualifiedTool(step: Step): string {
  const server = step.server ?? textDetail(step, 'server');
  const tool = step.type === 'approval' ? (textDetail(step, 'tool') ?? step.name) : step.name;
  return server === undefined || server === 'harness' || tool.startsWith(`${server}.`)
    ? tool
    : `${server}.${tool}`;
}

/** Who decided an approval, by name where it is known. */
export function decidedBy(step: Step): string | undefined {
  return textDetail(step, 'decided_by_name') ?? step.approval_by ?? undefined;
}

/** A text among a step's small facts. */
export function textDetail(step: Step, name: string): string | undefined {
  const value = step.detail[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What filled the window of a model call; undefined for other steps. */
export function contextOf(step: Step): ContextBreakdown | undefined {
  if (step.type !== 'model_call') return undefined;
  return contextBreakdownSchema.safeParse(step.detail['context']).data;
}

function joined(...words: string[]): string {
  return words.filter((word) => word !== '').join(' · ');
}
