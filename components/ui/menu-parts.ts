'use client';

import type { DropdownMenu } from 'radix-ui';
import { createContext, useContext } from 'react';

/** What menu items are made of. It comes with the opened menu, so that a closed one need not load it. */
export type MenuParts = Pick<
  typeof DropdownMenu,
  'Item' | 'ItemIndicator' | 'Label' | 'RadioGroup' | 'RadioItem' | 'Separator'
>;

export const MenuPartsContext = createContext<MenuParts | null>(null);

/** The parts of the menu around. Only inside a `DropdownMenu`. */
export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (!parts) throw new Error('A menu item is used outside a menu; put it into a DropdownMenu.');
  return parts;
}
