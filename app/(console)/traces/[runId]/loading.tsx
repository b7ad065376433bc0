import { PageHeader } from '@/components/layout/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function TraceLoading() {
  return (
    <>
      <PageHeader title="Trace" />
      <div className="flex gap-9 border-b border-line px-5 py-4">
        {[0, 1, 2, 3, 4].map((index) => (
          <Skeleton key={index} className="h-9 w-20" />
        ))}
      </div>
      <div className="h-[118px] border-b border-line" />
      <TableSkeleton rows={8} />
    </>
  );
}
