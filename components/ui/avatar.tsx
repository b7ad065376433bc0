import { cn } from './cn';

/** A person's initials. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const words = name.trim().split(/\s+/u);
  const initials =
    `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex size-[26px] shrink-0 items-center justify-center rounded-full bg-accent-soft text-[11px] font-semibold text-accent',
        className,
      )}
    >
      {initials}
    </span>
  );
}
