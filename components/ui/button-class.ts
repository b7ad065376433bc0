import { cn } from './cn';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'link';
export type ButtonSize = 'md' | 'sm';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-primary bg-primary text-on-primary hover:opacity-88',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-raised',
  ghost: 'border-transparent text-muted hover:bg-raised hover:text-ink',
  danger: 'border-line-strong bg-surface text-danger hover:border-danger/50 hover:bg-danger/6',
  link: 'h-auto border-transparent px-0 text-accent hover:underline underline-offset-3',
};

const sizes: Record<ButtonSize, string> = { md: 'h-[30px] px-3', sm: 'h-6 px-2 text-xs' };

/** The look of a button, shared by `Button` and `ButtonLink`. One primary action per view. */
export function buttonClass({
  variant = 'secondary',
  size = 'md',
  className,
}: {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  className?: string | undefined;
}): string {
  return cn(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border text-sm font-medium whitespace-nowrap select-none',
    'transition-[background-color,border-color,opacity] duration-100',
    'disabled:opacity-50 aria-disabled:opacity-50',
    sizes[size],
    variants[variant],
    className,
  );
}
