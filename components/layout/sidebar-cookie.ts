const name = 'tackroom_sidebar';

/** Remembers the collapsed sidebar where the server can read it, so that the first paint is already right. */
export const sidebarCookie = {
  name,
  write: (collapsed: boolean): string =>
    `${name}=${collapsed ? 'collapsed' : 'open'}; path=/; max-age=31536000; samesite=lax`,
  isCollapsed: (value: string | undefined): boolean => value === 'collapsed',
} as const;
