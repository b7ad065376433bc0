'use client';

import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Input } from './input';

/** A filter field with a magnifier. Focused by `/` when it is the first of the page. */
export function SearchInput({
  label,
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'type' | 'aria-label'> & { label: string }) {
  return (
    <div className={cn('relative min-w-40 grow sm:max-w-72', className)}>
      <Search className="pointer-events-none absolute top-[7px] left-2.5 text-faint" aria-hidden />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        data-page-search=""
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
        {...props}
      />
    </div>
  );
}
