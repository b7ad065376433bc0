import type { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { runStatusNames } from '@/lib/contract/run-status';
import type { Run } from '@/lib/contract/trace';

export const timeRanges = ['1h', '24h', '7d', '30d'] as const;
export type TimeRange = (typeof timeRanges)[number];

const hourMs = 3_600_000;
const rangeMs: Record<TimeRange, number> = {
  '1h': hourMs,
  '24h': 24 * hourMs,
  '7d': 7 * 24 * hourMs,
  '30d': 30 * 24 * hourMs,
};

/**
 * The list's filters as they stand in the URL. Server and browser each pass the parsers of their own build of the
 * library, so that the browser does not load both.
 */
export const traceFilterParsers = (parsers: {
  parseAsString: typeof parseAsString;
  parseAsStringLiteral: typeof parseAsStringLiteral;
}) => ({
  search: parsers.parseAsString.withDefault(''),
  agent: parsers.parseAsString.withDefault(''),
  session: parsers.parseAsString.withDefault(''),
  status: parsers.parseAsStringLiteral(runStatusNames),
  range: parsers.parseAsStringLiteral(timeRanges),
});

export type TraceFilters = {
  search: string;
  agent: string;
  session: string;
  status: Run['status'] | null;
  range: TimeRange | null;
};

export const tracePageSize = 100;

/** The API's query for these filters; the end of a relative range is now. */
export function traceQueryOf(filters: TraceFilters, nowMs: number): Record<string, string | undefined> {
  const search = filters.search.trim();
  return {
    limit: String(tracePageSize),
    ...(search === '' ? {} : { search: search.slice(0, 200) }),
    ...(filters.agent === '' ? {} : { agent_name: filters.agent.slice(0, 64) }),
    ...(filters.session === '' ? {} : { session_id: filters.session.slice(0, 100) }),
    ...(filters.status === null ? {} : { status: filters.status }),
    ...(filters.range === null
      ? {}
      : { start_timestamp: new Date(nowMs - rangeMs[filters.range]).toISOString() }),
  };
}

/** Whether anything is left out. */
export function isFiltered(filters: TraceFilters): boolean {
  return Boolean(
    filters.search.trim() || filters.agent || filters.session || filters.status || filters.range,
  );
}
