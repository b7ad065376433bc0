import { KeyFigure, KeyFigures } from '@/components/ui/key-figure';
import { Money } from '@/components/ui/money';
import { Tokens } from '@/components/ui/tokens';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatCount, formatDuration, formatPercent } from '@/lib/client/format';
import type { Run } from '@/lib/contract/trace';
import { RunStatus } from './run-status';
import { stepKindNames } from './step-words';
import type { TimeAxis } from './time-axis';
import type { TraceFigures } from './trace-figures';

/** The key figures of a run: what it cost, how long it took, how it ended. */
export function TraceSummary({
  run,
  stepCount,
  figures,
  axis,
}: {
  run: Run;
  stepCount: number;
  figures: TraceFigures;
  axis: TimeAxis;
}) {
  const { usage } = figures;
  const durationMs = axis.endMs - axis.startMs;
  const kinds = [...figures.countByType]
    .map(([type, count]) => `${formatCount(count)} ${stepKindNames[type][count === 1 ? 'one' : 'many']}`)
    .join(' · ');
  return (
    <KeyFigures>
      <KeyFigure label="Cost" detail={run.simulated ? 'simulated model' : undefined}>
        <Money amount={usage.cost_usd} estimated={figures.isEstimate} />
      </KeyFigure>
      <KeyFigure
        label="Tokens"
        detail={
          usage.cache_read_tokens > 0
            ? `${formatPercent(usage.cache_read_tokens / Math.max(1, usage.input_tokens))} read from cache`
            : undefined
        }
      >
        <Tokens count={usage.input_tokens} /> <Unit>in</Unit> <Tokens count={usage.output_tokens} />{' '}
        <Unit>out</Unit>
      </KeyFigure>
      <KeyFigure
        label="Duration"
        detail={axis.waitingMs > 0 ? `${formatDuration(axis.waitingMs)} waiting for people` : undefined}
      >
        <span title={`${formatCount(Math.round(durationMs))} ms`}>{formatDuration(durationMs)}</span>
      </KeyFigure>
      <KeyFigure label="Steps" detail={kinds}>
        {formatCount(stepCount)}
      </KeyFigure>
      <KeyFigure label="Version">{run.agent_version === null ? 'draft' : `v${run.agent_version}`}</KeyFigure>
      <KeyFigure
        label="Status"
        detail={run.turn_count > 1 ? `${formatCount(run.turn_count)} turns` : undefined}
      >
        <RunStatus status={run.status} />
      </KeyFigure>
      <KeyFigure label="Started" detail={`by ${run.created_by_name}`}>
        <RelativeTime at={run.started_at} />
      </KeyFigure>
    </KeyFigures>
  );
}

function Unit({ children }: { children: string }) {
  return <span className="text-sm font-normal text-muted">{children}</span>;
}
