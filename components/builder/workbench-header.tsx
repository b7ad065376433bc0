'use client';

import { ChevronDown, MessageSquare, PencilLine, SlidersHorizontal, Undo2 } from 'lucide-react';
import { PageHeader, type Crumb } from '@/components/layout/page-header';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';

/** The top bar of the workbench: where one is, what is unsaved, saving, and on a phone the way between its halves. */
export function WorkbenchHeader({
  title,
  crumbs,
  version,
  isDirty,
  saveLabel,
  saveReason,
  isSaving,
  maySave,
  phoneView,
  onPhoneView,
  onSave,
  onSaveWithNote,
  onDiscard,
}: {
  title: string;
  crumbs: readonly Crumb[];
  version: number | null;
  isDirty: boolean;
  saveLabel: string;
  /** Why saving is not possible now, or null. */
  saveReason: string | null;
  isSaving: boolean;
  maySave: boolean;
  phoneView: 'build' | 'chat';
  onPhoneView: (view: 'build' | 'chat') => void;
  onSave: () => void;
  onSaveWithNote: () => void;
  onDiscard: () => void;
}) {
  return (
    <PageHeader
      title={title}
      crumbs={crumbs}
      badges={version === null ? null : <Badge>v{version}</Badge>}
      status={isDirty ? <span className="text-warning">Unsaved changes</span> : null}
      actions={
        <>
          {isDirty && version !== null ? (
            <IconButton label="Discard changes" onClick={onDiscard}>
              <Undo2 aria-hidden />
            </IconButton>
          ) : null}
          {maySave ? (
            <div className={cn('flex', !isDirty && 'max-md:hidden')}>
              <Button
                variant="primary"
                className="rounded-r-none"
                pending={isSaving}
                disabledReason={saveReason}
                onClick={onSave}
              >
                {saveLabel}
              </Button>
              <DropdownMenu
                trigger={
                  <Button
                    variant="primary"
                    aria-label="More ways to save"
                    className="rounded-l-none border-l-surface/25 px-1.5"
                    disabledReason={saveReason}
                  >
                    <ChevronDown aria-hidden />
                  </Button>
                }
              >
                <MenuItem icon={<PencilLine aria-hidden />} onSelect={onSaveWithNote}>
                  Save with a note…
                </MenuItem>
              </DropdownMenu>
            </div>
          ) : null}
          <IconButton
            label={phoneView === 'chat' ? 'Show configuration' : 'Show chat'}
            hasTooltip={false}
            className="text-ink md:hidden"
            onClick={() => onPhoneView(phoneView === 'chat' ? 'build' : 'chat')}
          >
            {phoneView === 'chat' ? <SlidersHorizontal aria-hidden /> : <MessageSquare aria-hidden />}
          </IconButton>
        </>
      }
    />
  );
}
