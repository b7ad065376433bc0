'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Server } from 'lucide-react';
import { toast } from '@/components/ui/toast';
import { Button } from '@/components/ui/button';
import { InlineCode } from '@/components/ui/inline-code';
import { Notice } from '@/components/ui/notice';
import type { ProviderOffer } from '@/lib/contract/provider';
import { providerRequests, refreshProviders } from './provider-queries';

/** Providers found on this machine, each one click away. */
export function OffersBanner({
  offers,
  onAdded,
}: {
  offers: readonly ProviderOffer[];
  onAdded: (name: string) => void;
}) {
  if (offers.length === 0) return null;
  return (
    <ul aria-label="Providers found on this machine" className="flex flex-col gap-2 px-5 pt-4">
      {offers.map((offer) => (
        <Offer key={offer.source} offer={offer} onAdded={onAdded} />
      ))}
    </ul>
  );
}

function Offer({ offer, onAdded }: { offer: ProviderOffer; onAdded: (name: string) => void }) {
  const queryClient = useQueryClient();
  const acceptance = useMutation({
    mutationFn: async () => (await providerRequests()).acceptOffer(offer.source),
    onSuccess: async ({ name }) => {
      await refreshProviders(queryClient);
      toast.success(`Added ${name}`);
      onAdded(name);
    },
  });
  const isOllama = offer.source === 'ollama';
  return (
    <li>
      <Notice
        icon={isOllama ? <Server /> : <KeyRound />}
        tone="accent"
        action={
          <Button size="sm" pending={acceptance.isPending} onClick={() => acceptance.mutate()}>
            Add {offer.name}
          </Button>
        }
      >
        <span className="text-ink">
          {isOllama ? 'An Ollama answers on this machine' : 'Found '}
          {isOllama ? null : <InlineCode>{offer.source}</InlineCode>}
          {isOllama ? '.' : ' in the environment.'}
        </span>{' '}
        {offer.model_count === null
          ? null
          : `${offer.model_count} ${offer.model_count === 1 ? 'model' : 'models'}. `}
        {isOllama ? null : 'The key is copied encrypted and not shown.'}
        {acceptance.error ? (
          <p role="alert" className="mt-1 text-danger">
            {acceptance.error.message}
          </p>
        ) : null}
      </Notice>
    </li>
  );
}
