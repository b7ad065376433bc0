import { PageHeader } from '@/components/layout/page-header';
import { TableSkeleton } from '@/components/ui/table-skeleton';

export default function SettingsLoading() {
  return (
    <>
      <PageHeader title="Settings" />
      <TableSkeleton rows={4} />
    </>
  );
}
