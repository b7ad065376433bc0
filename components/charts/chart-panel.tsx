'use client';

import { ChartColumn, Table2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';

export type ChartTable = { columns: readonly string[]; rows: readonly (readonly string[])[] };

/** A chart with its title, and the same numbers as a table one press away. */
export function ChartPanel({
  title,
  legend,
  table,
  className,
  children,
}: {
  title: string;
  legend?: ReactNode;
  table: ChartTable;
  className?: string;
  children: ReactNode;
}) {
  const [isTable, setIsTable] = useState(false);
  return (
    <section aria-label={title} className={cn('flex min-w-0 flex-col px-5 pt-2 pb-3', className)}>
      <header className="flex h-[30px] items-center gap-3">
        <h2 className="grow truncate text-xs text-muted">{title}</h2>
        {legend ? <div className="flex flex-wrap gap-x-3 text-xs text-muted">{legend}</div> : null}
        <IconButton
          label={isTable ? `${title} as a chart` : `${title} as a table`}
          onClick={() => setIsTable(!isTable)}
          className="-mr-1.5 size-6 text-faint"
        >
          {isTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
        </IconButton>
      </header>
      {isTable ? (
        <ChartDataTable title={title} table={table} />
      ) : (
        <div className="min-h-0 grow">{children}</div>
      )}
    </section>
  );
}

function ChartDataTable({ title, table }: { title: string; table: ChartTable }) {
  return (
    <div role="region" aria-label={`${title}, table`} tabIndex={0} className="max-h-40 overflow-auto">
      <table className="w-full text-xs tabular-nums">
        <thead className="sticky top-0 bg-surface">
          <tr>
            {table.columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={cn('py-0.5 font-normal text-muted', index === 0 ? 'text-left' : 'pl-4 text-right')}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            <tr key={rowIndex} className="border-t border-line">
              {row.map((cell, index) => (
                <td
                  key={index}
                  className={cn('py-0.5', index === 0 ? 'text-left' : 'pl-4 text-right whitespace-nowrap')}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
