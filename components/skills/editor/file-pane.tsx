'use client';

import { DiffView } from '@/components/editor/diff-view';
import { EditorSkeleton } from '@/components/editor/editor-skeleton';
import { Markdown } from '@/components/chat/transcript/markdown';
import { ErrorState } from '@/components/ui/error-state';
import type { SkillFile } from '@/lib/contract/skill';
import type { FileView } from './editor-bar';
import { FileEditor } from './file-editor';
import { fileLanguage } from './file-language';
import { skillBody } from './front-matter';

/** One file: written, read as it will look, or compared. */
export function FilePane({
  file,
  modelPath,
  revision,
  view,
  before,
  beforeError,
  readOnly,
  onChange,
  onSave,
}: {
  file: SkillFile;
  /** Names the text for the editor, so that each file keeps its own history. */
  modelPath: string;
  /** Changes when the text was changed elsewhere than in the editor. */
  revision: number;
  view: FileView;
  /** The same file in the version compared to, empty where it had none; undefined while that loads. */
  before: string | undefined;
  beforeError: string | null;
  readOnly: boolean;
  onChange: (content: string) => void;
  onSave: () => void;
}) {
  if (view === 'preview') {
    const text = skillBody(file.content).trim();
    return (
      <div
        role="region"
        aria-label={`Preview of ${file.path}`}
        tabIndex={0}
        className="h-full overflow-y-auto outline-offset-[-2px]"
      >
        <div className="max-w-[720px] px-5 py-5">
          {text === '' ? (
            <p className="text-muted">Nothing to show yet.</p>
          ) : (
            <Markdown text={text} isStreaming={false} />
          )}
        </div>
      </div>
    );
  }
  if (view === 'diff') {
    if (beforeError !== null)
      return <ErrorState title="The version could not be loaded" cause={beforeError} />;
    if (before === undefined) return <EditorSkeleton />;
    if (before === file.content) {
      return <p className="px-5 py-5 text-muted">Nothing differs in {file.path}.</p>;
    }
    return (
      <DiffView
        label={`Changes in ${file.path}`}
        before={before}
        after={file.content}
        language={fileLanguage(file.path)}
      />
    );
  }
  return (
    <FileEditor
      file={file}
      modelPath={modelPath}
      revision={revision}
      readOnly={readOnly}
      onChange={onChange}
      onSave={onSave}
    />
  );
}
