import { cn } from './cn';
import { CopyButton } from './copy-button';

/** Code or data as it is: mono, copyable, scrolls inside itself. `wrap` breaks long lines instead. */
export function CodeBlock({
  code,
  label = 'Code',
  wrap = false,
  className,
}: {
  code: string;
  /** The accessible name of the block. */
  label?: string;
  wrap?: boolean;
  className?: string;
}) {
  return (
    <div className={cn('group relative rounded-md border border-line bg-surface', className)}>
      <pre
        role="region"
        aria-label={label}
        tabIndex={0}
        className={cn(
          'max-h-96 overflow-auto rounded-md px-3 py-2.5 font-mono text-xs leading-[18px] text-ink outline-offset-[-2px]',
          wrap && 'wrap-anywhere whitespace-pre-wrap',
        )}
      >
        {code}
      </pre>
      <CopyButton
        value={code}
        label={`Copy ${label.toLowerCase()}`}
        className="absolute top-1.5 right-1.5 bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100"
      />
    </div>
  );
}
