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

/** One run of the list: columns, or two lines on a phone. */
export function TracesTableRow({ run, readAt }: { run: Run; readAt: number }) {
  const { input_tokens: input, output_tokens: output, cost_usd: cost } = run.usage;
  const endMs = run.ended_at === null ? readAt : Date.parse(run.ended_at);
  const version = run.agent_version === null ? 'draft' : `v${run.agent_version}`;
  return (
    <TableRow className="max-md:h-14">
      <Cell className="w-[34%] max-w-0 max-md:w-full md:min-w-56">
        <RowLink href={paths.trace(run.id)} prefetch={false} className="block truncate">
          {run.title || 'Untitled'}
        </RowLink>
        <span className="block truncate text-xs md:hidden">
          {run.agent_name} {version} · <Money amount={cost} /> · <RelativeTime at={run.started_at} />
          {run.simulated ? ' · simulated' : ''}
        </span>
      </Cell>
      <Cell className="max-w-48 max-md:hidden">
        <span className="flex items-baseline gap-1.5">
          <span className="truncate">{run.agent_name}</span>
          <span className="text-xs text-faint">{version}</span>
        </span>
      </Cell>
      <Cell className="max-w-36 truncate max-md:hidden" title={run.created_by_name}>
        {run.created_by_name}
      </Cell>
      <Cell className="max-w-52 max-md:hidden">
        {run.simulated ? (
          <SimulatedBadge />
        ) : (
          <span className="block truncate" title={run.model}>
            {run.model.split('/').slice(1).join('/') || run.model}
          </span>
        )}
      </Cell>
      <Cell className="max-md:pr-5 max-md:text-right">
        <RunStatus status={run.status} />
      </Cell>
      <Cell numeric className="max-md:hidden">
        {formatCount(run.step_count)}
      </Cell>
      <Cell numeric className="max-md:hidden">
        <Tokens count={input + output} />
      </Cell>
      <Cell numeric className="max-md:hidden">
        <Money amount={cost} />
      </Cell>
      <Cell numeric className="max-md:hidden">
        <Duration ms={Math.max(0, endMs - Date.parse(run.started_at))} />
      </Cell>
      <Cell numeric className="max-md:hidden">
        <RelativeTime at={run.started_at} />
      </Cell>
    </TableRow>
  );
}
