'use client';

import type { ReactNode } from 'react';
import { IconTile } from '@/components/ui/icon-tile';
import { Switch } from '@/components/ui/switch';
import { useDraft } from './draft-context';
import { TokenPrice } from './token-price';

/** One attached server or skill: what it is, what it costs, the preload switch, and its menu. */
export function AttachmentRow({
  icon,
  name,
  detail,
  price,
  preload,
  onPreload,
  readOnly,
  menu,
  problem,
}: {
  icon: ReactNode;
  name: ReactNode;
  detail: ReactNode;
  price: { now: number; preloaded: number; deferred: number } | undefined;
  preload: { label: string; checked: boolean };
  onPreload: (preload: boolean) => void;
  readOnly: boolean;
  menu: ReactNode;
  problem?: string | undefined;
}) {
  const { showsPrices } = useDraft();
  return (
    <li className="border-b border-line px-2.5 py-2 last:border-b-0">
      <div className="flex items-center gap-2.5">
        <IconTile>{icon}</IconTile>
        <div className="min-w-0 grow">
          <div className="truncate font-medium">{name}</div>
          <div className="truncate text-xs text-muted">{detail}</div>
        </div>
        {showsPrices ? <TokenPrice price={price} preload={preload.checked} /> : null}
        <label className="flex shrink-0 items-center gap-1.5 text-xs text-muted">
          <Switch
            label={preload.label}
            checked={preload.checked}
            onCheckedChange={onPreload}
            disabled={readOnly}
          />
          <span aria-hidden className="max-[420px]:hidden">
            Preload
          </span>
        </label>
        {menu}
      </div>
      {problem ? <p className="pt-1 pl-9 text-xs text-danger">{problem}</p> : null}
    </li>
  );
}
