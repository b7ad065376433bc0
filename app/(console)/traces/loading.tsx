import { PageHeader } from '@/components/layout/page-header';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function TracesLoading() {
  return (
    <>
      <PageHeader title="Traces" />
      <div className="h-[52px]" />
      <TableSkeleton rows={12} />
    </>
  );
}
