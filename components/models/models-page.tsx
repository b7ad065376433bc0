'use client';

import { useQuery } from '@tanstack/react-query';
import { Cpu, Plus } from 'lucide-react';
import { useState } from 'react';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { lazyPart } from '@/components/ui/lazy-part';
import { roleMay } from '@/lib/contract/permissions';
import type { Model, Provider, ProviderOffer } from '@/lib/contract/provider';
import { ModelsSection } from './models-section';
import { OffersBanner } from './offers-banner';
import { byName, providerKeys, providerRequests } from './provider-queries';
import { ProvidersTable } from './providers-table';
import { useProviderChecks } from './use-provider-checks';

export type ModelsPageProps = {
  providers: readonly Provider[];
  /** Null when a server takes its time to list its models; they are then asked for from here. */
  models: readonly Model[] | null;
  offers: readonly ProviderOffer[];
};

type Open =
  { dialog: 'provider'; provider: Provider | null } | { dialog: 'delete'; provider: Provider } | null;

const ProviderDialog = lazyPart(() => import('./provider-dialog').then((module) => module.ProviderDialog));
const DeleteProviderDialog = lazyPart(() =>
  import('./delete-provider-dialog').then((module) => module.DeleteProviderDialog),
);

const noRight = 'Adding providers takes the admin role. Ask an admin for it.';

/** Where models come from, and which there are. */
export function ModelsPage({
  providers: firstProviders,
  models: firstModels,
  offers: firstOffers,
}: ModelsPageProps) {
  const { user } = useShell();
  const mayWrite = roleMay(user.role, 'providers:write');
  const [open, setOpen] = useState<Open>(null);
  const { checks, run, clear } = useProviderChecks();
  const providers = useQuery({
    queryKey: providerKeys.providers,
    queryFn: async ({ signal }) => (await providerRequests()).loadProviders(signal),
    initialData: () => byName(firstProviders),
  });
  const models = useQuery({
    queryKey: providerKeys.models,
    queryFn: async ({ signal }) => (await providerRequests()).loadModels(signal),
    ...(firstModels === null ? {} : { initialData: [...firstModels] }),
  });
  const offers = useQuery({
    queryKey: providerKeys.offers,
    queryFn: async ({ signal }) => (await providerRequests()).loadOffers(signal),
    initialData: [...firstOffers],
    enabled: mayWrite,
  });
  const addButton = (
    <Button
      {...ProviderDialog.preloading}
      variant="primary"
      disabledReason={mayWrite ? null : noRight}
      onClick={() => setOpen({ dialog: 'provider', provider: null })}
    >
      <Plus aria-hidden /> Add provider
    </Button>
  );

  return (
    <>
      <PageHeader title="Models" actions={addButton} />
      {mayWrite ? <OffersBanner offers={offers.data} onAdded={run} /> : null}
      {providers.data.length === 0 ? (
        <EmptyState icon={<Cpu />} title="No provider yet">
          Agents run on models, and models come from providers: OpenAI, Anthropic, Google, or any server that
          speaks OpenAI’s protocol, such as an Ollama of your own.
        </EmptyState>
      ) : (
        <>
          <section>
            <h2 className="px-5 pt-5 pb-1 font-semibold">Providers</h2>
            <ProvidersTable
              providers={providers.data}
              models={models.data}
              checks={checks}
              mayWrite={mayWrite}
              onCheck={run}
              onEdit={(provider) => setOpen({ dialog: 'provider', provider })}
              onDelete={(provider) => setOpen({ dialog: 'delete', provider })}
            />
          </section>
          <section>
            <h2 className="px-5 pt-7 font-semibold">Models</h2>
            <ModelsSection models={models.data} error={models.error} />
          </section>
        </>
      )}
      {open?.dialog === 'provider' ? (
        <ProviderDialog provider={open.provider} onClose={() => setOpen(null)} onSaved={run} />
      ) : null}
      {open?.dialog === 'delete' ? (
        <DeleteProviderDialog
          provider={open.provider}
          onClose={() => {
            clear(open.provider.name);
            setOpen(null);
          }}
        />
      ) : null}
    </>
  );
}
