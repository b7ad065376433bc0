'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { manifestToYaml } from '@/lib/client/manifest-yaml';
import type { SaveConflict } from './use-save-agent';
import { YamlDiff } from './yaml-diff';

/** Somebody saved the same agent meanwhile: what differs, and the two ways on. */
export function ConflictDialog({
  conflict,
  isNew,
  isSaving,
  onSaveAnyway,
  onTakeTheirs,
  onClose,
}: {
  conflict: SaveConflict;
  /** The draft was to become a new agent, so the name is taken. */
  isNew: boolean;
  isSaving: boolean;
  onSaveAnyway: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
}) {
  const { theirs, mine } = conflict;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={isNew ? `The name ${theirs.name} is taken` : `Version ${theirs.version} was saved meanwhile`}
      description={
        <>
          {isNew ? 'An agent of that name was last saved' : 'Somebody saved it'}{' '}
          <RelativeTime at={theirs.updated_at} />. Below: what your draft would change in it.
        </>
      }
      footer={
        <>
          <Button onClick={onTakeTheirs}>
            {isNew ? `Open ${theirs.name}` : 'Drop my changes and load theirs'}
          </Button>
          {isNew ? (
            <Button variant="primary" onClick={onClose}>
              Choose another name
            </Button>
          ) : (
            <Button variant="primary" pending={isSaving} onClick={onSaveAnyway}>
              Save mine as version {theirs.version + 1}
            </Button>
          )}
        </>
      }
    >
      <YamlDiff
        label="What your draft would change"
        before={manifestToYaml(theirs.manifest)}
        after={manifestToYaml(mine)}
      />
    </Dialog>
  );
}
