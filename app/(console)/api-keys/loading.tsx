import { PageHeader } from '@/components/layout/page-header';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function ApiKeysLoading() {
  return (
    <>
      <PageHeader title="API keys" />
      <div className="h-[52px]" />
      <TableSkeleton rows={6} tall />
    </>
  );
}
