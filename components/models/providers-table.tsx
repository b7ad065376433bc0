'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { toast } from '@/components/ui/toast';
import { Button } from '@/components/ui/button';
import { IconTile } from '@/components/ui/icon-tile';
import { Switch } from '@/components/ui/switch';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { formatCount } from '@/lib/client/format';
import type { Model, Provider } from '@/lib/contract/provider';
import { CheckResult } from './check-result';
import { KeyState } from './key-state';
import { ProviderRowActions } from './provider-row-actions';
import { providerRequests, refreshProviders } from './provider-queries';
import { providerTypes } from './provider-types';
import type { CheckState } from './use-provider-checks';

export type ProvidersTableProps = {
  providers: readonly Provider[];
  /** Undefined while they are being listed. */
  models: readonly Model[] | undefined;
  checks: Readonly<Record<string, CheckState>>;
  mayWrite: boolean;
  onCheck: (name: string) => void;
  onEdit: (provider: Provider) => void;
  onDelete: (provider: Provider) => void;
};

/** The providers: where they are, whether they have a key, how many models they bring, on or off. */
export function ProvidersTable({
  providers,
  models,
  checks,
  mayWrite,
  onCheck,
  onEdit,
  onDelete,
}: ProvidersTableProps) {
  return (
    <Table label="Providers">
      <TableHead>
        <HeadCell>Provider</HeadCell>
        <HeadCell className="max-sm:hidden">Key</HeadCell>
        <HeadCell numeric className="max-sm:hidden">
          Models
        </HeadCell>
        <HeadCell>On</HeadCell>
        <HeadCell className="w-px">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {providers.map((provider) => (
          <TableRow key={provider.id} tall>
            <Cell className="w-full sm:w-[60%] sm:min-w-60">
              <div className="flex items-center gap-3 py-2">
                <IconTile>
                  <Cpu />
                </IconTile>
                <div className="min-w-0">
                  <div className="font-medium text-ink">{provider.name}</div>
                  <div className="text-xs wrap-anywhere">{placeOf(provider)}</div>
                  <div className="sm:hidden">
                    <KeyState provider={provider} />
                  </div>
                  <CheckResult check={checks[provider.name]} />
                </div>
              </div>
            </Cell>
            <Cell className="max-sm:hidden">
              <KeyState provider={provider} />
            </Cell>
            <Cell numeric className="max-sm:hidden">
              {modelCount(provider, models)}
            </Cell>
            <Cell>
              <EnabledSwitch provider={provider} mayWrite={mayWrite} />
            </Cell>
            <Cell>
              <div className="flex items-center justify-end gap-1">
                <Button
                  size="sm"
                  aria-label={`Test ${provider.name}`}
                  pending={checks[provider.name]?.state === 'pending'}
                  disabledReason={mayWrite ? null : 'Testing a provider takes the admin role.'}
                  onClick={() => onCheck(provider.name)}
                >
                  Test
                </Button>
                {mayWrite ? (
                  <ProviderRowActions
                    provider={provider}
                    onEdit={() => onEdit(provider)}
                    onDelete={() => onDelete(provider)}
                  />
                ) : null}
              </div>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function EnabledSwitch({ provider, mayWrite }: { provider: Provider; mayWrite: boolean }) {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: async (enabled: boolean) => (await providerRequests()).switchProvider(provider.name, enabled),
    onSettled: () => refreshProviders(queryClient),
    onError: (error) => toast.error(error.message),
  });
  return (
    <Switch
      className="align-middle"
      label={`${provider.name} is on`}
      checked={change.isPending ? change.variables : provider.enabled}
      disabled={!mayWrite || change.isPending}
      onCheckedChange={(enabled) => change.mutate(enabled)}
    />
  );
}

function placeOf(provider: Provider): string {
  const { label, address } = providerTypes[provider.type];
  if (provider.type === 'simulated') return 'Plays the demo tasks and plain orders, calls nobody';
  return `${label} · ${provider.base_url ?? address ?? ''}`;
}

function modelCount(provider: Provider, models: readonly Model[] | undefined): string {
  if (!provider.enabled || models === undefined) return '—';
  return formatCount(models.filter((model) => model.provider === provider.name).length);
}
