import { api } from '@/lib/client/api-client';
import { apiPaths, type Query } from '@/lib/client/paths';
import { listOf, type Page } from '@/lib/contract/pagination';
import { runSchema, type Run } from '@/lib/contract/trace';

const pageSchema = listOf(runSchema);

/** One page of runs. */
export function loadTraces(query: Query, signal: AbortSignal): Promise<Page<Run>> {
  return api.get(apiPaths.traces(query), pageSchema, { signal });
}
