import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { TraceView } from '@/components/traces/trace-view';
import { pageContext } from '@/lib/auth/require-console-principal';
import type { Trace } from '@/lib/contract/trace';
import { readTrace } from '@/lib/features/traces';
import { isAppError } from '@/lib/platform/app-error';

type PageProps = { params: Promise<{ runId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { run } = await loadTrace((await params).runId);
  return { title: run.title || 'Trace' };
}

export default async function TracePage({ params }: PageProps) {
  const trace = await loadTrace((await params).runId);
  return <TraceView key={trace.run.id} first={trace} readAt={Date.now()} />;
}

const loadTrace = cache(async (runId: string): Promise<Trace> => {
  try {
    return await readTrace(await pageContext(), runId);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound();
    throw error;
  }
});
