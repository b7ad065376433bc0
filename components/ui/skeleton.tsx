import { cn } from './cn';

/** The shape of something that is on its way. Give it the size of what replaces it. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-3.5 animate-wait rounded-sm bg-raised', className)} />;
}
