import { Duration } from '@/components/ui/duration';
import { Money } from '@/components/ui/money';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowLink } from '@/components/ui/row-link';
import { Cell, TableRow } from '@/components/ui/table';
import { Tokens } from '@/components/ui/tokens';
import { formatCount } from '@/lib/client/format';
import { paths } from '@/lib/client/paths';
import type { Run } from '@/lib/contract/trace';
import { RunStatus } from './run-status';
import { SimulatedBadge } from './simulated-badge';

/** One run of the list. */
export function TracesTableRow({ run, readAt }: { run: Run; readAt: number }) {
  const { input_tokens: input, output_tokens: output, cost_usd: cost } = run.usage;
  const endMs = run.ended_at === null ? readAt : Date.parse(run.ended_at);
  return (
    <TableRow>
      <Cell className="max-w-0 min-w-56 w-[34%]">
        <RowLink href={paths.trace(run.id)} prefetch={false} className="block truncate">
          {run.title || 'Untitled'}
        </RowLink>
      </Cell>
      <Cell className="max-w-48">
        <span className="flex items-baseline gap-1.5">
          <span className="truncate">{run.agent_name}</span>
          <span className="text-xs text-faint">
            {run.agent_version === null ? 'draft' : `v${run.agent_version}`}
          </span>
        </span>
      </Cell>
      <Cell className="max-w-36 truncate" title={run.created_by_name}>
        {run.created_by_name}
      </Cell>
      <Cell className="max-w-52">
        {run.simulated ? (
          <SimulatedBadge />
        ) : (
          <span className="block truncate" title={run.model}>
            {run.model.split('/').slice(1).join('/') || run.model}
          </span>
        )}
      </Cell>
      <Cell>
        <RunStatus status={run.status} />
      </Cell>
      <Cell numeric>{formatCount(run.step_count)}</Cell>
      <Cell numeric>
        <Tokens count={input + output} />
      </Cell>
      <Cell numeric>
        <Money amount={cost} />
      </Cell>
      <Cell numeric>
        <Duration ms={Math.max(0, endMs - Date.parse(run.started_at))} />
      </Cell>
      <Cell numeric>
        <RelativeTime at={run.started_at} />
      </Cell>
    </TableRow>
  );
}
