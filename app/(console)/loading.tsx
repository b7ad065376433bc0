import { Skeleton } from '@/components/ui/skeleton';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function Loading() {
  return (
    <>
      <div className="flex h-12 shrink-0 items-center border-b border-line px-4">
        <Skeleton className="w-32" />
      </div>
      <TableSkeleton rows={6} />
    </>
  );
}
