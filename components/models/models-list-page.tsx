'use client';

import { useQuery } from '@tanstack/react-query';
import { PageHeader } from '@/components/layout/page-header';
import type { Model } from '@/lib/contract/provider';
import { ModelsSection } from './models-section';
import { providerKeys, providerRequests } from './provider-queries';

/** The models alone, for somebody who runs agents but has no business with providers and their keys. */
export function ModelsListPage({ models: firstModels }: { models: readonly Model[] | null }) {
  const models = useQuery({
    queryKey: providerKeys.models,
    queryFn: async ({ signal }) => (await providerRequests()).loadModels(signal),
    ...(firstModels === null ? {} : { initialData: [...firstModels] }),
  });
  return (
    <>
      <PageHeader title="Models" />
      <ModelsSection models={models.data} error={models.error} />
    </>
  );
}
