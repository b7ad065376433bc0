import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { TraceView } from '@/components/traces/trace-view';
import type { FirstTrace } from '@/components/traces/use-trace';
import { pageContext } from '@/lib/auth/require-console-principal';
import { readTrace, readTraceRun } from '@/lib/features/traces';
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

const inlineStepsMax = 500;

const loadTrace = cache(async (runId: string): Promise<FirstTrace> => {
  try {
    const context = await pageContext();
    const run = await readTraceRun(context, runId);
    return run.step_count > inlineStepsMax ? { run, steps: null } : await readTrace(context, runId);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound();
    throw error;
  }
});
