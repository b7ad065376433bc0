'use client';

import { Table2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';

export type ChartTable = {
  columns: readonly { name: string; numeric?: boolean }[];
  rows: readonly { key: string; cells: readonly string[] }[];
};

/** A small chart with its name, a quiet note, and the same values as a table. */
export function ChartFrame({
  title,
  note,
  table,
  children,
}: {
  title: string;
  note?: ReactNode;
  table: ChartTable;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <section
      aria-label={title}
      className="group min-w-0 px-5 pt-2.5 pb-2.5 [&:not(:first-child)]:border-l [&:not(:first-child)]:border-line"
    >
      <div className="flex h-6 items-center gap-2 text-xs text-muted">
        <h2 className="truncate">{title}</h2>
        <IconButton label={`${title} as a table`} className="-ml-1 size-5" onClick={() => setOpen(true)}>
          <Table2 aria-hidden className="!size-3" />
        </IconButton>
        <div className="ml-auto flex items-center gap-3 whitespace-nowrap">{note}</div>
      </div>
      <div className="mt-1 h-[72px]">{children}</div>
      <Dialog open={open} onOpenChange={setOpen} title={title} size="lg">
        <Table label={title}>
          <TableHead>
            {table.columns.map((column) => (
              <HeadCell key={column.name} numeric={column.numeric ?? false}>
                {column.name}
              </HeadCell>
            ))}
          </TableHead>
          <TableBody>
            {table.rows.map((row) => (
              <TableRow key={row.key}>
                {row.cells.map((cell, index) => (
                  <Cell key={table.columns[index]?.name} numeric={table.columns[index]?.numeric ?? false}>
                    {cell}
                  </Cell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Dialog>
    </section>
  );
}
