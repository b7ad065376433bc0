import type { Metadata } from 'next';
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from 'nuqs/server';
import { traceFilterParsers, traceQueryOf } from '@/components/traces/trace-filters';
import { TracesList } from '@/components/traces/traces-list';
import { pageContext } from '@/lib/auth/require-console-principal';
import { traceQuerySchema } from '@/lib/contract/trace';
import { listTraces } from '@/lib/features/traces';

export const metadata: Metadata = { title: 'Traces' };

const loadFilters = createLoader(traceFilterParsers({ parseAsString, parseAsStringLiteral }));

export default async function TracesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadFilters(searchParams);
  const readAt = Date.now();
  const page = await listTraces(await pageContext(), traceQuerySchema.parse(traceQueryOf(filters, readAt)));
  return <TracesList first={{ filters, page, readAt }} />;
}
