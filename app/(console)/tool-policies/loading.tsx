import { PageHeader } from '@/components/layout/page-header';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import { Toolbar } from '@/components/ui/toolbar';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Tool policies" />
      <Toolbar>
        <Skeleton className="h-[30px] w-72" />
      </Toolbar>
      <TableSkeleton rows={8} />
    </>
  );
}
