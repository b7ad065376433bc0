import { Eye, HelpCircle, Pencil, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ToolEffect } from '@/lib/contract/tool-effect';

/** The icon of each flag, the same wherever the flag shows. */
export const effectIcons: Record<ToolEffect, ReactNode> = {
  unset: <HelpCircle aria-hidden />,
  read_only: <Eye aria-hidden />,
  write: <Pencil aria-hidden />,
  destructive: <TriangleAlert aria-hidden />,
};
