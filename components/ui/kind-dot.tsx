import { cn } from './cn';
import { toneFill, type Tone } from './tone';

/** The square dot that marks a step's kind; its meaning stands in the text beside it. */
export function KindDot({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('inline-block size-2 shrink-0 rounded-[2px]', toneFill[tone], className)}
    />
  );
}
