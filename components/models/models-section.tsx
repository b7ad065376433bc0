'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { Button } from '@/components/ui/button';
import { ChipFilter } from '@/components/ui/chip-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchInput } from '@/components/ui/search-input';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import { Toolbar } from '@/components/ui/toolbar';
import type { Model } from '@/lib/contract/provider';
import { ModelsTable } from './models-table';

const everyProvider = 'all';

/** The models that agents may name, filtered by words and by provider. */
export function ModelsSection({
  models,
  error,
}: {
  models: readonly Model[] | undefined;
  error: Error | null;
}) {
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ history: 'replace' }),
  );
  const [provider, setProvider] = useQueryState('provider', parseAsString.withDefault(everyProvider));
  if (models === undefined) {
    return error ? (
      <p role="alert" className="px-5 py-4 text-danger">
        The models could not be listed: {error.message}
      </p>
    ) : (
      <TableSkeleton rows={4} />
    );
  }
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = models.filter((model) => words.every((word) => model.name.toLowerCase().includes(word)));
  const shown = provider === everyProvider ? found : found.filter((model) => model.provider === provider);
  const names = [...new Set(models.map((model) => model.provider))];
  return (
    <>
      <Toolbar
        end={
          <span className="tabular-nums">
            {shown.length === models.length ? models.length : `${shown.length} of ${models.length}`}{' '}
            {models.length === 1 ? 'model' : 'models'}
          </span>
        }
      >
        <SearchInput
          label="Filter models"
          value={search}
          onChange={(event) => void setSearch(event.target.value === '' ? null : event.target.value)}
        />
        {names.length > 1 ? (
          <ChipFilter
            label="Provider"
            value={provider}
            onValueChange={(next) => void setProvider(next === everyProvider ? null : next)}
            options={[
              { value: everyProvider, label: 'All', count: found.length },
              ...names.map((name) => ({
                value: name,
                label: name,
                count: found.filter((model) => model.provider === name).length,
              })),
            ]}
          />
        ) : null}
      </Toolbar>
      {shown.length > 0 ? (
        <ModelsTable models={shown} />
      ) : (
        <EmptyState
          title={models.length === 0 ? 'No model is available' : 'No model matches'}
          action={
            models.length === 0 ? null : (
              <Button
                onClick={() => {
                  void setSearch(null);
                  void setProvider(null);
                }}
              >
                Clear the filters
              </Button>
            )
          }
        >
          {models.length === 0
            ? 'Every provider is off, or none of them says which models it has. Testing a provider shows why.'
            : `The filters leave none of the ${models.length} models.`}
        </EmptyState>
      )}
    </>
  );
}
