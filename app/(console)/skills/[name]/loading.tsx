import { PageHeader } from '@/components/layout/page-header';
import { EditorSkeleton } from '@/components/editor/editor-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function SkillLoading() {
  return (
    <>
      <PageHeader title="Skills" />
      <div className="flex min-h-0 grow">
        <div className="hidden w-64 shrink-0 flex-col gap-4 border-r border-line bg-canvas p-5 md:flex">
          {['w-16', 'w-32', 'w-40', 'w-28', 'w-36'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
        <div className="min-w-0 grow">
          <EditorSkeleton />
        </div>
      </div>
    </>
  );
}
