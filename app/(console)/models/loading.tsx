import { PageHeader } from '@/components/layout/page-header';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function ModelsLoading() {
  return (
    <>
      <PageHeader title="Models" />
      <div className="h-12" />
      <TableSkeleton rows={8} />
    </>
  );
}
