import type { ReactNode } from 'react';
import { cn } from './cn';
import { toneText, type Tone } from './tone';

/** Icon and word in the colour of what they mean: an effect, a state, a decision. */
export function ToneLabel({
  tone,
  icon,
  className,
  children,
}: {
  tone: Tone;
  icon: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap [&_.lucide]:size-3.5',
        toneText[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
