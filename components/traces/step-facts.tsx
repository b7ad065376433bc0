import { ContextBar } from '@/components/charts/context-bar';
import { ContextLegend } from '@/components/charts/context-legend';
import { CopyableId } from '@/components/ui/copyable-id';
import { Fact, FactList } from '@/components/ui/fact-list';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { formatCount, formatDuration, formatExactTime } from '@/lib/client/format';
import type { Step } from '@/lib/contract/trace';
import { stepDurationMs, waitsForPeople } from './step-span';
import { contextOf, decidedBy, qualifiedTool, stepStatusNames, textDetail } from './step-words';

/** The facts of a step in the words of its kind. */
export function StepFacts({ step, nowMs }: { step: Step; nowMs: number }) {
  const duration = formatDuration(stepDurationMs(step, nowMs));
  const context = contextOf(step);
  return (
    <div className="flex flex-col gap-4">
      {step.error ? (
        <Notice tone="danger" title={step.error.code}>
          {step.error.message}
        </Notice>
      ) : null}
      <FactList>
        <KindFacts step={step} />
        <Fact label="Status">{stepStatusNames[step.status]}</Fact>
        <Fact label={waitsForPeople(step) ? 'Waited' : 'Took'}>{duration}</Fact>
        {step.first_token_ms === null ? null : (
          <Fact label="First token">{formatDuration(step.first_token_ms)}</Fact>
        )}
        {step.usage ? <UsageFacts step={step} /> : null}
        <Fact label="Started">
          <span suppressHydrationWarning>{formatExactTime(step.started_at)}</span>
        </Fact>
        <Fact label="Step id">
          <CopyableId id={step.id} label="Copy step id" />
        </Fact>
      </FactList>
      {context ? (
        <section aria-label="Context" className="flex flex-col gap-2.5 border-t border-line pt-3.5">
          <h3 className="text-xs text-muted">What filled the window</h3>
          <ContextBar breakdown={context} className="h-3" />
          <ContextLegend breakdown={context} />
        </section>
      ) : null}
    </div>
  );
}

function KindFacts({ step }: { step: Step }) {
  const policy = textDetail(step, 'policy');
  const reason = textDetail(step, 'reason');
  const effect = textDetail(step, 'effect');
  const decision = textDetail(step, 'decision');
  const digest = textDetail(step, 'arguments_digest');
  const finish = textDetail(step, 'finish_reason');
  const question = textDetail(step, 'question');
  const attempt = step.detail['attempt'];
  const decider = decidedBy(step);
  return (
    <>
      {step.type === 'tool_call' || step.type === 'approval' ? (
        <Fact label="Tool">
          <span className="font-mono text-xs">{qualifiedTool(step)}</span>
        </Fact>
      ) : null}
      {step.model ? <Fact label="Model">{step.model}</Fact> : null}
      {question ? <Fact label="Question">{question}</Fact> : null}
      {effect ? <Fact label="Effect">{effect.replace('_', ' ')}</Fact> : null}
      {step.approval_required || step.approval_status ? (
        <Fact label="Approval">{step.approval_status ?? 'required'}</Fact>
      ) : null}
      {decider ? <Fact label="Decided by">{decider}</Fact> : null}
      {step.detail['edited'] === true ? <Fact label="Arguments">edited before they were sent</Fact> : null}
      {decision ? <Fact label="Decision">{decision}</Fact> : null}
      {policy ? <Fact label="Policy">{policyWords(policy)}</Fact> : null}
      {reason ? <Fact label="Reason">{reason}</Fact> : null}
      {finish ? <Fact label="Ended with">{finish.replaceAll('_', ' ')}</Fact> : null}
      {typeof attempt === 'number' && attempt > 1 ? (
        <Fact label="Attempt">{formatCount(attempt)}</Fact>
      ) : null}
      {digest ? (
        <Fact label="Digest">
          <CopyableId id={digest} label="Copy digest of the arguments" />
        </Fact>
      ) : null}
      {step.sandbox_session_id ? (
        <Fact label="Sandbox">
          <CopyableId id={step.sandbox_session_id} />
        </Fact>
      ) : null}
    </>
  );
}

function UsageFacts({ step }: { step: Step }) {
  const { usage } = step;
  if (!usage) return null;
  return (
    <>
      <Fact label="Input">{formatCount(usage.input_tokens)} tokens</Fact>
      {usage.cache_read_tokens > 0 ? (
        <Fact label="From cache">{formatCount(usage.cache_read_tokens)} tokens</Fact>
      ) : null}
      {usage.cache_write_tokens > 0 ? (
        <Fact label="To cache">{formatCount(usage.cache_write_tokens)} tokens</Fact>
      ) : null}
      <Fact label="Output">{formatCount(usage.output_tokens)} tokens</Fact>
      {usage.reasoning_tokens > 0 ? (
        <Fact label="Reasoning">{formatCount(usage.reasoning_tokens)} tokens</Fact>
      ) : null}
      <Fact label="Cost">
        <Money amount={step.cost_usd} estimated={step.cost_is_estimate} />
      </Fact>
    </>
  );
}

/** `flag:destructive` is the flag of the tool itself; other policies go by their own name. */
function policyWords(policy: string): string {
  return policy.startsWith('flag:') ? `tool flagged ${policy.slice(5).replace('_', ' ')}` : policy;
}
