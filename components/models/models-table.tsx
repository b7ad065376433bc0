'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { Tokens } from '@/components/ui/tokens';
import { formatCount } from '@/lib/client/format';
import type { Model } from '@/lib/contract/provider';

const shownAtFirst = 100;

/** Models with how much they read and what they cost per million tokens. */
export function ModelsTable({ models }: { models: readonly Model[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? models : models.slice(0, shownAtFirst);
  return (
    <>
      <Table label="Models">
        <TableHead>
          <HeadCell>Model</HeadCell>
          <HeadCell>Provider</HeadCell>
          <HeadCell>Reads</HeadCell>
          <HeadCell numeric>Context window</HeadCell>
          <HeadCell numeric>Input, $ per M</HeadCell>
          <HeadCell numeric>Output, $ per M</HeadCell>
          <HeadCell numeric>Cache read, $ per M</HeadCell>
        </TableHead>
        <TableBody>
          {shown.map((model) => (
            <TableRow key={model.name}>
              <Cell className="min-w-48">
                <span className="flex items-center gap-2">
                  <span className="font-mono text-xs text-ink">
                    {model.name.slice(model.provider.length + 1)}
                  </span>
                  {model.simulated ? (
                    <Badge tone="accent" title="No model is asked: it plays a script">
                      simulated
                    </Badge>
                  ) : null}
                </span>
              </Cell>
              <Cell className="whitespace-nowrap">{model.provider}</Cell>
              <Cell className="whitespace-nowrap">{model.modalities.join(', ')}</Cell>
              <Cell numeric>
                {model.context_window === null ? (
                  <Unknown what="context window" />
                ) : (
                  <Tokens count={model.context_window} />
                )}
              </Cell>
              <Price amount={model.prices?.input} isPriced={model.prices !== null} />
              <Price amount={model.prices?.output} isPriced={model.prices !== null} />
              <Price amount={model.prices?.cache_read} isPriced={model.prices !== null} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown.length < models.length ? (
        <div className="px-5 py-3">
          <Button size="sm" onClick={() => setIsWhole(true)}>
            Show all {formatCount(models.length)}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Price({ amount, isPriced }: { amount: number | undefined; isPriced: boolean }) {
  return (
    <Cell numeric>
      {amount === undefined ? (
        isPriced ? (
          <span className="text-faint">—</span>
        ) : (
          <Unknown what="price" />
        )
      ) : (
        formatPrice(amount)
      )}
    </Cell>
  );
}

function Unknown({ what }: { what: string }) {
  return (
    <span
      className="text-faint"
      title={`No ${what} is known for this model. Set it in the provider's own list of models.`}
    >
      —
    </span>
  );
}

/** Prices are small and exact: `0.25`, `0.025`, `3.00`. */
function formatPrice(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}
