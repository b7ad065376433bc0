'use client';

import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { Provider } from '@/lib/contract/provider';

/** What can be done with a provider besides testing it and switching it off. */
export function ProviderRowActions({
  provider,
  onEdit,
  onDelete,
}: {
  provider: Provider;
  onEdit: () => void;
  onDelete: () => void;
}) {
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Actions for ${provider.name}`} hasTooltip={false} className="size-7">
          <MoreHorizontal aria-hidden />
        </IconButton>
      }
    >
      {provider.type === 'simulated' ? null : (
        <>
          <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
            Edit…
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>
        Delete…
      </MenuItem>
    </DropdownMenu>
  );
}
