import type { ReactNode } from 'react';
import { cn } from './cn';
import { toneSoft, type Tone } from './tone';

/** A short word with a state or a version. Colour only where it means something. */
export function Badge({
  tone = 'neutral',
  icon,
  className,
  title,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex h-[22px] max-w-full shrink-0 items-center gap-1 rounded-sm border px-2 text-xs whitespace-nowrap [&_.lucide]:size-3',
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
