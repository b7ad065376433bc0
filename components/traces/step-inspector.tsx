'use client';

import { useState } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { Button } from '@/components/ui/button';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { ApiError } from '@/lib/client/api-error';
import type { Step } from '@/lib/contract/trace';
import { PayloadView } from './payload-view';
import { StepFacts } from './step-facts';
import { useStepPayload } from './use-step-payload';

const views = ['overview', 'input', 'output', 'raw'] as const;
type View = (typeof views)[number];

/** Everything about one step. Keeps its tab while the choice moves from step to step. */
export function StepInspector({ step, nowMs }: { step: Step; nowMs: number }) {
  const [view, setView] = useState<View>('overview');
  const choose = (next: string): void => setView(views.find((candidate) => candidate === next) ?? 'overview');
  return (
    <Tabs value={view} onValueChange={choose} className="flex min-h-0 flex-col">
      <TabList label="Step" className="px-4">
        <Tab value="overview">{step.type === 'approval' ? 'Decision' : 'Overview'}</Tab>
        <Tab value="input">{step.type === 'approval' ? 'Arguments' : 'Input'}</Tab>
        <Tab value="output">Output</Tab>
        <Tab value="raw">Raw</Tab>
      </TabList>
      <TabPanel value="overview" className="p-4">
        <StepFacts step={step} nowMs={nowMs} />
      </TabPanel>
      <TabPanel value="input" className="p-4">
        <Payload step={step} part="input" />
      </TabPanel>
      <TabPanel value="output" className="p-4">
        <Payload step={step} part="output" />
      </TabPanel>
      <TabPanel value="raw" className="p-4">
        <Payload step={step} part="raw" />
      </TabPanel>
    </Tabs>
  );
}

function Payload({ step, part }: { step: Step; part: 'input' | 'output' | 'raw' }) {
  const payload = useStepPayload(step);
  if (payload.isPending) {
    return (
      <div role="status" aria-label="Loading" className="flex flex-col gap-2.5">
        <Skeleton className="w-3/5" />
        <Skeleton className="w-4/5" />
        <Skeleton className="w-2/5" />
      </div>
    );
  }
  if (payload.isError) {
    return (
      <ErrorState
        cause={payload.error.message}
        requestId={payload.error instanceof ApiError ? payload.error.requestId : undefined}
        action={<Button onClick={() => void payload.refetch()}>Try again</Button>}
        className="px-0 py-6"
      />
    );
  }
  const { input, output } = payload.data;
  if (part === 'raw') return <PayloadView value={{ ...step, input, output }} label="Raw step" />;
  return (
    <PayloadView value={part === 'input' ? input : output} label={part === 'input' ? 'Input' : 'Output'} />
  );
}
