'use client';

import type { SkillFile } from '@/lib/contract/skill';
import { EditorBar, type FileView, type SkillTokens } from './editor-bar';
import { FilePane } from './file-pane';
import { skillFileName, type LintNote } from './lint-skill';
import { LintStrip } from './lint-strip';
import { NewSkillFields } from './new-skill-fields';
import type { SkillEditorState } from './use-skill-editor';

const unnamedNote: LintNote = {
  tone: 'warning',
  title: 'Give the skill a name and a description',
  detail: 'Agents decide by them whether to read it.',
};

/** The middle of the page: the file, what it costs, and what is wrong with it. */
export function EditorMain({
  state,
  file,
  canWrite,
  onFiles,
  onSave,
}: {
  state: SkillEditorState;
  file: SkillFile;
  canWrite: boolean;
  onFiles: () => void;
  onSave: () => void;
}) {
  const { draft, viewing, comparedTo, name } = state;
  const isMarkdown = file.path.endsWith('.md');
  const views: { value: FileView; label: string }[] = [
    { value: 'edit', label: canWrite ? 'Edit' : 'Text' },
    ...(isMarkdown ? [{ value: 'preview' as const, label: 'Preview' }] : []),
    ...(comparedTo === null ? [] : [{ value: 'diff' as const, label: `Diff to v${comparedTo}` }]),
  ];
  const view = views.some((candidate) => candidate.value === state.view) ? state.view : 'edit';
  const skillText = draft.files.find((candidate) => candidate.path === skillFileName)?.content ?? '';
  const open = (note: LintNote): void => {
    if (note.path) draft.select(note.path);
    state.setView(note.isChange ? 'diff' : 'edit');
  };
  return (
    <>
      {name === null && canWrite ? (
        <NewSkillFields content={skillText} onContent={(content) => draft.put(skillFileName, content)} />
      ) : null}
      <EditorBar
        path={file.path}
        bytes={new TextEncoder().encode(file.content).length}
        tokens={file.path === skillFileName ? tokensOf(state, file) : null}
        view={view}
        views={views}
        onView={state.setView}
        onFiles={onFiles}
      />
      <div className="min-h-40 grow">
        <FilePane
          file={file}
          modelPath={modelPath([
            name ?? 'new',
            viewing === null ? 'draft' : `v${viewing}`,
            ...file.path.split('/'),
          ])}
          revision={draft.revision}
          view={view}
          before={state.before}
          beforeError={state.beforeError}
          readOnly={!canWrite}
          onChange={(content) => draft.edit(file.path, content)}
          onSave={onSave}
        />
      </div>
      <LintStrip
        notes={state.isUnnamed && viewing === null ? [unnamedNote] : state.notes}
        openPath={view === 'edit' ? file.path : null}
        onOpen={open}
      />
    </>
  );
}

/** The server counts tokens of what is published, so a text that differs has no count yet. */
function tokensOf(state: SkillEditorState, file: SkillFile): SkillTokens {
  const published = state.viewing === null ? state.base : state.viewed.data;
  const text = published?.files.find((candidate) => candidate.path === file.path)?.content;
  if (!published || text !== file.content) return { kind: 'uncounted' };
  return { kind: 'counted', ...published.tokens };
}

function modelPath(parts: readonly string[]): string {
  return `skills/${parts.map(encodeURIComponent).join('/')}`;
}
