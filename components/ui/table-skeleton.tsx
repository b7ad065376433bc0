import { cn } from './cn';
import { Skeleton } from './skeleton';

const widths = ['w-40', 'w-56', 'w-48', 'w-64', 'w-44'];

/** A table that is on its way: rows of the right height, spoken as loading. */
export function TableSkeleton({ rows = 5, tall = false }: { rows?: number; tall?: boolean }) {
  return (
    <div role="status" aria-label="Loading">
      <div className="h-9 border-b border-line" />
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          className={cn('flex items-center gap-6 border-b border-line px-5', tall ? 'h-14' : 'h-11')}
        >
          <Skeleton className={cn('max-w-[60%]', widths[index % widths.length])} />
          <Skeleton className="ml-auto w-16" />
          <Skeleton className="hidden w-20 sm:block" />
        </div>
      ))}
    </div>
  );
}
