import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';

const widths = ['w-1/5', 'w-2/5', 'w-3/5', 'w-1/5', 'w-0', 'w-1/3', 'w-1/2', 'w-2/5'];

/** An editor that is on its way. */
export function EditorSkeleton() {
  return (
    <div role="status" aria-label="Loading the editor" className="flex h-full flex-col gap-2 bg-surface p-4">
      {widths.map((width, index) => (
        <Skeleton key={index} className={cn(width)} />
      ))}
    </div>
  );
}
