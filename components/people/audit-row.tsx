'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { CodeBlock } from '@/components/ui/code-block';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Cell, TableRow } from '@/components/ui/table';
import type { AuditEntry } from '@/lib/contract/user';
import { auditWords } from './audit-words';

/** One change: who did what to what, and on request the whole record. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const [isOpen, setIsOpen] = useState(false);
  const detailId = `detail-${entry.id}`;
  const what = auditWords(entry.action);
  return (
    <>
      <TableRow>
        <Cell className="pr-0">
          <IconButton
            label={`Detail of “${what}: ${entry.target_name}”`}
            hasTooltip={false}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailId : undefined}
            className="size-6"
            onClick={() => setIsOpen(!isOpen)}
          >
            <ChevronRight
              className={cn('transition-transform duration-100', isOpen && 'rotate-90')}
              aria-hidden
            />
          </IconButton>
        </Cell>
        <Cell className="max-w-40 truncate text-ink" title={entry.actor_name}>
          {entry.actor_name}
        </Cell>
        <Cell className="whitespace-nowrap" title={entry.action}>
          {what}
        </Cell>
        <Cell className="max-w-72 truncate font-medium text-ink" title={entry.target_name}>
          {entry.target_name}
        </Cell>
        <Cell numeric>
          <RelativeTime at={entry.created_at} />
        </Cell>
      </TableRow>
      {isOpen ? (
        <tr id={detailId} className="border-b border-line bg-canvas">
          <td colSpan={5} className="py-3 pr-5 pl-[52px]">
            <CodeBlock wrap label={`Record of ${entry.id}`} code={JSON.stringify(entry, null, 2)} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
