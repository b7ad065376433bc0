'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';
import type { BarChartProps } from './recharts-bar-chart';

/** Bars, single or stacked, in the tokens of the look. Its code is loaded where a chart is shown. */
export const BarChart = dynamic<BarChartProps>(
  () => import('./recharts-bar-chart').then((module) => module.RechartsBarChart),
  { ssr: false, loading: () => <Skeleton className="h-[72px]" /> },
);
