/** Border, ground and states that every text-like control shares. */
export const controlClass =
  'w-full rounded-md border border-line-strong bg-surface px-3 text-sm text-ink transition-colors duration-100 ' +
  'hover:border-faint/60 focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 ' +
  'aria-invalid:border-danger disabled:bg-raised disabled:text-muted';
