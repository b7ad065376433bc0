/** Ground of everything that floats: menus, popovers, pickers. */
export const floatingClass =
  'z-50 animate-appear overflow-hidden rounded-lg border border-line bg-surface text-sm text-ink shadow-float';

/** One row of a menu, select or picker. */
export const menuItemClass =
  'relative flex min-h-[30px] cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-none select-none ' +
  'data-highlighted:bg-raised data-[selected=true]:bg-raised data-[disabled=""]:opacity-50 data-[disabled=true]:opacity-50';
