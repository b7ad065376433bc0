import Link from 'next/link';
import type { ReactNode } from 'react';
import { MenuButton } from './menu-button';
import { RecordVisit } from './record-visit';

export type Crumb = { label: string; href: string };

export type PageHeaderProps = {
  /** The page's own name: the last part of the breadcrumb and the heading of the page. */
  title: string;
  /** The pages above this one. */
  crumbs?: readonly Crumb[];
  /** Badges right behind the title, such as a version. */
  badges?: ReactNode;
  /** Quiet state before the actions, such as "Unsaved changes". */
  status?: ReactNode;
  /** Buttons of the page, the primary one last. */
  actions?: ReactNode;
};

/** The top bar of a page: breadcrumb, state, actions. Every console page starts with it. */
export function PageHeader({ title, crumbs = [], badges, status, actions }: PageHeaderProps) {
  const section = crumbs[0]?.label;
  return (
    <header className="sticky top-0 z-20 flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-4 py-1.5">
      {section ? <RecordVisit label={title} section={section} /> : null}
      <MenuButton />
      <nav aria-label="Breadcrumb" className="min-w-0 grow basis-32">
        <ol className="flex min-w-0 items-center gap-2">
          {crumbs.map((crumb) => (
            <li key={crumb.href} className="hidden min-w-0 shrink items-center gap-2 sm:flex">
              <Link href={crumb.href} className="truncate text-muted hover:text-ink">
                {crumb.label}
              </Link>
              <span aria-hidden className="text-line-strong">
                /
              </span>
            </li>
          ))}
          <li className="flex min-w-0 items-center gap-2" aria-current="page">
            <h1 className="truncate font-semibold">{title}</h1>
            {badges}
          </li>
        </ol>
      </nav>
      {status ? <div className="text-xs text-muted">{status}</div> : null}
      {actions ? (
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">{actions}</div>
      ) : null}
    </header>
  );
}
