'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useLeaveGuard } from '@/components/builder/use-leave-guard';
import { EditorSkeleton } from '@/components/editor/editor-skeleton';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Sheet } from '@/components/ui/sheet';
import { DeleteSkillDialog } from './delete-skill-dialog';
import { EditorMain } from './editor-main';
import { PublishDialog } from './publish-dialog';
import type { SavedSkill } from './saved-skill';
import { SkillHeader } from './skill-header';
import { SkillNotices } from './skill-notices';
import { SkillSide } from './skill-side';
import { useSkillEditor } from './use-skill-editor';

/** A skill's page: its files in an editor, its versions, and publishing the next one. `saved` is null for a new skill. */
export function SkillEditor({ saved }: { saved: SavedSkill | null }) {
  const router = useRouter();
  const state = useSkillEditor(saved);
  const [layer, setLayer] = useState<'publish' | 'delete' | 'files' | null>(null);
  const guard = useLeaveGuard(state.isAtRisk);
  const { base, draft, viewing, viewed } = state;
  const latest = base?.version ?? 0;
  const canWrite = viewing === null && state.readOnlyReason === null;

  const openPublish = (): void => {
    if (state.blocker !== null) return;
    state.publishing.reset();
    setLayer('publish');
  };
  const side = (
    <SkillSide
      saved={saved}
      latest={latest}
      files={state.files ?? []}
      activePath={state.file?.path ?? draft.activePath}
      changed={
        viewing === null && base ? new Set([...state.changes.added, ...state.changes.changed]) : new Set()
      }
      draft={canWrite ? draft : null}
      isDirty={state.isDirty}
      viewing={viewing}
      onSelect={(path) => {
        draft.select(path);
        setLayer(null);
      }}
      onView={(version) => {
        state.showVersion(version);
        setLayer(null);
      }}
    />
  );

  return (
    <>
      <SkillHeader
        name={state.name}
        version={latest}
        isDirty={state.isDirty}
        blocker={state.blocker}
        mayEdit={state.readOnlyReason === null}
        onPublish={openPublish}
        onDiscard={state.discard}
        onDelete={() => setLayer('delete')}
      />
      <div className="flex min-h-0 grow">
        <aside
          aria-label="Files and versions"
          className="hidden w-64 shrink-0 overflow-y-auto border-r border-line bg-canvas md:block"
        >
          {side}
        </aside>
        <div className="flex min-w-0 grow flex-col">
          <SkillNotices
            overtakenBy={state.overtakenBy}
            viewing={viewing}
            latest={latest}
            readOnlyReason={state.readOnlyReason}
            onTakeTheirs={state.discard}
            onRestore={state.restore}
            onBack={() => state.showVersion(null)}
          />
          {viewing !== null && viewed.isError ? (
            <ErrorState
              title={`Version ${viewing} could not be loaded`}
              cause={viewed.error.message}
              action={<Button onClick={() => state.showVersion(null)}>Back to the latest</Button>}
            />
          ) : state.file ? (
            <EditorMain
              state={state}
              file={state.file}
              canWrite={canWrite}
              onFiles={() => setLayer('files')}
              onSave={openPublish}
            />
          ) : (
            <EditorSkeleton />
          )}
        </div>
      </div>
      <Sheet
        open={layer === 'files'}
        onOpenChange={() => setLayer(null)}
        title="Files and versions"
        side="left"
        bare
      >
        {side}
      </Sheet>
      {layer === 'publish' ? (
        <PublishDialog
          version={latest + 1}
          changes={state.changes}
          uses={state.skill?.used_by ?? []}
          pending={state.publishing.isPending}
          error={state.publishing.error?.message ?? null}
          onPublish={(note) =>
            void state.publish(note).then((isDone) => (isDone ? setLayer(null) : undefined))
          }
          onClose={() => setLayer(null)}
        />
      ) : null}
      {layer === 'delete' && state.name !== null ? (
        <DeleteSkillDialog name={state.name} version={latest} onClose={() => setLayer(null)} />
      ) : null}
      <ConfirmDialog
        open={guard.wanted !== null}
        onOpenChange={guard.stay}
        title="Leave without publishing?"
        confirmLabel="Leave"
        onConfirm={() => {
          const { wanted } = guard;
          guard.stay();
          if (wanted !== null) router.push(wanted);
        }}
      >
        What you wrote here is not in any version and will be lost.
      </ConfirmDialog>
    </>
  );
}
