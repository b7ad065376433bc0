'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { Tokens } from '@/components/ui/tokens';
import { formatCount } from '@/lib/client/format';
import type { Model } from '@/lib/contract/provider';

const shownAtFirst = 100;
// A phone shows a model and its two main prices; provider and window stand below its name.
const wide = 'max-sm:hidden';
const lastOnPhone = 'max-sm:pr-5';

/** Models with how much they read and what they cost per million tokens. */
export function ModelsTable({ models }: { models: readonly Model[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? models : models.slice(0, shownAtFirst);
  return (
    <>
      <Table label="Models">
        <TableHead>
          <HeadCell>Model</HeadCell>
          <HeadCell className={wide}>Provider</HeadCell>
          <HeadCell className={wide}>Reads</HeadCell>
          <HeadCell numeric className={wide}>
            Context window
          </HeadCell>
          <HeadCell numeric>
            In<span className={wide}>put</span>, $ per M
          </HeadCell>
          <HeadCell numeric className={lastOnPhone}>
            Out<span className={wide}>put</span>, $ per M
          </HeadCell>
          <HeadCell numeric className={wide}>
            Cache read, $ per M
          </HeadCell>
        </TableHead>
        <TableBody>
          {shown.map((model) => (
            <TableRow key={model.name} className="max-sm:h-14">
              <Cell className="w-full max-sm:py-2 sm:w-auto sm:min-w-48">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="font-mono text-xs wrap-anywhere text-ink">
                    {model.name.slice(model.provider.length + 1)}
                  </span>
                  {model.simulated ? (
                    <Badge tone="accent" title="No model is asked: it plays a script">
                      simulated
                    </Badge>
                  ) : null}
                </span>
                <PhoneLine model={model} />
              </Cell>
              <Cell className={`${wide} whitespace-nowrap`}>{model.provider}</Cell>
              <Cell className={`${wide} whitespace-nowrap`}>{model.modalities.join(', ')}</Cell>
              <Cell numeric className={wide}>
                {model.context_window === null ? (
                  <Unknown what="context window" />
                ) : (
                  <Tokens count={model.context_window} />
                )}
              </Cell>
              <Price amount={model.prices?.input} isPriced={model.prices !== null} />
              <Price amount={model.prices?.output} isPriced={model.prices !== null} className={lastOnPhone} />
              <Price amount={model.prices?.cache_read} isPriced={model.prices !== null} className={wide} />
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

/** What the columns that a phone has no room for say. */
function PhoneLine({ model }: { model: Model }) {
  const cacheRead = model.prices?.cache_read;
  return (
    <span className="block text-xs wrap-anywhere sm:hidden">
      {model.provider} · {model.modalities.join(', ')}
      {model.context_window === null ? null : (
        <>
          {' · '}
          <Tokens count={model.context_window} /> window
        </>
      )}
      {cacheRead === undefined ? null : ` · cache read ${formatPrice(cacheRead)}`}
    </span>
  );
}

function Price({
  amount,
  isPriced,
  className,
}: {
  amount: number | undefined;
  isPriced: boolean;
  className?: string;
}) {
  return (
    <Cell numeric className={className}>
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
