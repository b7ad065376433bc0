'use client';

import { DiffEditor, type DiffOnMount, type Monaco } from '@monaco-editor/react';
import { useTheme } from 'next-themes';
import { useEffect, useMemo, useRef } from 'react';
import { EditorSkeleton } from './editor-skeleton';
import type { CodeEditorLanguage } from './monaco-code-editor';
import { monacoOptions } from './monaco-options';
import { setUpMonaco } from './monaco-setup';
import { defineMonacoTheme, monacoThemeName } from './monaco-theme';

setUpMonaco();

type DiffSides = Parameters<DiffOnMount>[0];

export type DiffViewProps = {
  /** The accessible name. */
  label: string;
  before: string;
  after: string;
  language: CodeEditorLanguage;
};

/** The comparison itself; use `DiffView`, which loads this one lazily. */
export function MonacoDiffView({ label, before, after, language }: DiffViewProps) {
  const isDark = useTheme().resolvedTheme === 'dark';
  const monacoRef = useRef<Monaco | null>(null);
  // The same object from render to render: each new one would be applied, and take the names of the two sides away.
  const options = useMemo(
    () => ({
      ...monacoOptions({ label, isReadOnly: true, hasLineNumbers: true }),
      originalAriaLabel: `${label}: before`,
      modifiedAriaLabel: `${label}: after`,
      // One column where two would not fit.
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderOverviewRuler: false,
      // Without it only the right side wraps, and long lines of the left one are cut.
      diffWordWrap: 'on' as const,
    }),
    [label],
  );

  useEffect(() => {
    if (!monacoRef.current) return;
    defineMonacoTheme(monacoRef.current, isDark);
    monacoRef.current.editor.setTheme(monacoThemeName(isDark));
  }, [isDark]);

  return (
    <DiffEditor
      height="100%"
      language={language}
      original={before}
      // The library drops the models before the editor lets go of them, which throws; they go with the editor below.
      keepCurrentOriginalModel
      keepCurrentModifiedModel
      modified={after}
      theme={monacoThemeName(isDark)}
      beforeMount={(monaco) => defineMonacoTheme(monaco, isDark)}
      onMount={(editor, monaco) => {
        monacoRef.current = monaco;
        const models = [editor.getOriginalEditor().getModel(), editor.getModifiedEditor().getModel()];
        editor.getOriginalEditor().updateOptions({ ariaLabel: `${label}: before` });
        editor.getModifiedEditor().updateOptions({ ariaLabel: `${label}: after` });
        keepName(editor.getOriginalEditor(), `${label}: before`);
        keepName(editor.getModifiedEditor(), `${label}: after`);
        editor.onDidDispose(() => models.forEach((model) => model?.dispose()));
      }}
      loading={<EditorSkeleton />}
      options={options}
    />
  );
}

/** The two sides take no name from the whole, and the whole empties theirs whenever it lays them out anew. */
function keepName(side: ReturnType<DiffSides['getOriginalEditor']>, name: string): void {
  const apply = (): void => {
    if (side.getRawOptions().ariaLabel !== name) side.updateOptions({ ariaLabel: name });
  };
  apply();
  side.onDidChangeConfiguration(apply);
}
