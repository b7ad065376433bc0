import { cn } from '@/components/ui/cn';

/** The product's mark: a tack ring on saddle leather. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn('size-[22px] shrink-0', className)}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <g fill="none" strokeWidth="1.8" strokeLinecap="round" className="stroke-surface">
        <circle cx="12" cy="13.6" r="4.6" />
        <path d="M12 4.6v4.2M8.8 4.6h6.4" />
      </g>
    </svg>
  );
}
