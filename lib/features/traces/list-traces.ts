import type { Page } from '@/lib/contract/pagination';
import type { Run, TraceQuery } from '@/lib/contract/trace';
import { listRuns } from '@/lib/storage/traces';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';
import { readRunPageToken, runPageToken } from './run-page-token';
import { traceVisibility } from './trace-visibility';

/** The runs the caller may see, newest first. */
export async function listTraces(context: FeatureContext, query: TraceQuery): Promise<Page<Run>> {
  requirePermission(context.principal, 'traces:read');
  const search = query.search?.trim();
  const runs = await listRuns(context.scope, traceVisibility(context.principal), {
    agentName: query.agent_name,
    status: query.status,
    sessionId: query.session_id,
    search: search === '' ? undefined : search,
    startedFrom: query.start_timestamp === undefined ? undefined : new Date(query.start_timestamp),
    startedTo: query.end_timestamp === undefined ? undefined : new Date(query.end_timestamp),
    before: query.page_token === undefined ? undefined : readRunPageToken(query.page_token),
    // One more than asked for tells whether another page follows, so that none is ever empty.
    limit: query.limit + 1,
  });
  const data = runs.slice(0, query.limit);
  const last = data.at(-1);
  const hasMore = runs.length > query.limit && last !== undefined;
  return {
    data,
    pagination: {
      limit: query.limit,
      ...(hasMore ? { next_page_token: runPageToken({ startedAt: last.started_at, id: last.id }) } : {}),
    },
  };
}
