'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Lock, ScrollText } from 'lucide-react';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { HeadCell, Table, TableBody, TableHead } from '@/components/ui/table';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import { api } from '@/lib/client/api-client';
import { ApiError } from '@/lib/client/api-error';
import { apiPaths } from '@/lib/client/paths';
import { listOf, type Page } from '@/lib/contract/pagination';
import { roleMay } from '@/lib/contract/permissions';
import { auditEntrySchema, type AuditEntry } from '@/lib/contract/user';
import { AuditRow } from './audit-row';

const pageSchema = listOf(auditEntrySchema);

/** Every change in the organisation, newest first, page by page. */
export function AuditPanel({ first }: { first: Page<AuditEntry> | null }) {
  const { user } = useShell();
  const mayRead = roleMay(user.role, 'audit:read');
  const audit = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      api.get(apiPaths.audit({ limit: '50', page_token: pageParam }), pageSchema, { signal }),
    initialPageParam: undefined as string | undefined, // Typed by its first value, which is no token.
    getNextPageParam: (page) => page.pagination.next_page_token,
    enabled: mayRead,
    ...(first ? { initialData: { pages: [first], pageParams: [undefined] } } : {}),
  });
  const entries = audit.data?.pages.flatMap((page) => page.data) ?? [];

  if (!mayRead) return <EmptyState icon={<Lock />} title="Your role does not include the audit log" />;
  if (audit.isError && entries.length === 0) {
    return (
      <ErrorState
        cause={audit.error.message}
        requestId={audit.error instanceof ApiError ? audit.error.requestId : undefined}
        action={<Button onClick={() => void audit.refetch()}>Try again</Button>}
      />
    );
  }
  if (audit.isPending) return <TableSkeleton rows={10} />;
  if (entries.length === 0) {
    return (
      <EmptyState icon={<ScrollText />} title="Nothing was changed yet">
        Every change of people, keys, agents, skills, servers and flags is kept here.
      </EmptyState>
    );
  }
  return (
    <>
      <Table label="Audit log" className="min-w-[640px]">
        <TableHead>
          <HeadCell className="w-px">
            <span className="sr-only">Detail</span>
          </HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Target</HeadCell>
          <HeadCell numeric>When</HeadCell>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </TableBody>
      </Table>
      {audit.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button pending={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {audit.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        </div>
      ) : null}
      {audit.isFetchNextPageError ? (
        <p role="alert" className="pb-4 text-center text-danger">
          {audit.error?.message}
        </p>
      ) : null}
    </>
  );
}
