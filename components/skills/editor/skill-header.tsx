'use client';

import { MoreHorizontal, Trash2, Undo2 } from 'lucide-react';
import { PageHeader } from '@/components/layout/page-header';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { paths } from '@/lib/client/paths';

/** The top bar of the skill editor. */
export function SkillHeader({
  name,
  version,
  isDirty,
  blocker,
  mayEdit,
  onPublish,
  onDiscard,
  onDelete,
}: {
  /** Null for a new skill. */
  name: string | null;
  /** The latest published version, 0 for a new skill. */
  version: number;
  isDirty: boolean;
  /** Why nothing can be published now, or null. */
  blocker: string | null;
  mayEdit: boolean;
  onPublish: () => void;
  onDiscard: () => void;
  onDelete: () => void;
}) {
  return (
    <PageHeader
      title={name ?? 'New skill'}
      crumbs={[{ label: 'Skills', href: paths.skills() }]}
      badges={name === null ? null : <Badge>v{version}</Badge>}
      status={isDirty ? <span className="text-warning">Not published</span> : null}
      actions={
        <>
          {name !== null && isDirty ? (
            <IconButton label="Discard changes" onClick={onDiscard}>
              <Undo2 aria-hidden />
            </IconButton>
          ) : null}
          {name !== null && mayEdit ? (
            <DropdownMenu
              trigger={
                <IconButton label="More actions" hasTooltip={false}>
                  <MoreHorizontal aria-hidden />
                </IconButton>
              }
            >
              <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onDelete}>
                Delete skill…
              </MenuItem>
            </DropdownMenu>
          ) : null}
          <Button variant="primary" disabledReason={blocker} onClick={onPublish}>
            Publish version {version + 1}
          </Button>
        </>
      }
    />
  );
}
