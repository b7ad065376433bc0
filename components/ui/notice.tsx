import type { ReactNode } from 'react';
import { cn } from './cn';
import { toneText, type Tone } from './tone';

/** A sentence that belongs to the content around it: a warning, a refusal, a hint with consequences. */
export function Notice({
  tone = 'neutral',
  icon,
  title,
  children,
  action,
  role,
  className,
}: {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
  className?: string;
}) {
  return (
    <div
      role={role}
      className={cn('flex items-start gap-2.5 rounded-md border border-line bg-canvas px-3 py-2', className)}
    >
      {icon ? (
        <span aria-hidden className={cn('mt-[3px] flex', toneText[tone])}>
          {icon}
        </span>
      ) : null}
      <div className="min-w-0 grow wrap-anywhere">
        {title ? (
          <p className={cn('font-medium', tone === 'neutral' ? 'text-ink' : toneText[tone])}>{title}</p>
        ) : null}
        {children ? <div className="text-muted">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
