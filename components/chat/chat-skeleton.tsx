import { Skeleton } from '@/components/ui/skeleton';

/** The shape of a conversation that is being read. */
export function ChatSkeleton() {
  return (
    <div role="status" aria-label="Loading the conversation" className="flex flex-col gap-4">
      <Skeleton className="h-9 w-3/5 self-end rounded-lg" />
      <Skeleton className="h-8 w-full rounded-md" />
      <Skeleton className="h-8 w-full rounded-md" />
      <Skeleton className="w-11/12" />
      <Skeleton className="w-2/3" />
    </div>
  );
}
