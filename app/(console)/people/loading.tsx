import { PageHeader } from '@/components/layout/page-header';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function PeopleLoading() {
  return (
    <>
      <PageHeader title="People" />
      <div className="h-10 border-b border-line" />
      <div className="h-[52px]" />
      <TableSkeleton rows={8} />
    </>
  );
}
