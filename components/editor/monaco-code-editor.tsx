'use client';

import { Editor, type Monaco, type OnMount } from '@monaco-editor/react';
import { useTheme } from 'next-themes';
import { useEffect, useRef } from 'react';
import { EditorSkeleton } from './editor-skeleton';
import { monacoOptions } from './monaco-options';
import { setUpMonaco } from './monaco-setup';
import { defineMonacoTheme, monacoThemeName } from './monaco-theme';

setUpMonaco();

export type CodeEditorLanguage =
  'markdown' | 'yaml' | 'json' | 'plaintext' | 'python' | 'shell' | 'typescript' | 'javascript';

export type CodeEditorProps = {
  /** The accessible name. */
  label: string;
  value: string;
  language: CodeEditorLanguage;
  onChange?: (value: string) => void;
  /** Called on Ctrl/Cmd+S. */
  onSave?: () => void;
  /** Names the text: another path keeps its own undo history and cursor. */
  path?: string;
  readOnly?: boolean;
  lineNumbers?: boolean;
};

/** The editor itself; use `CodeEditor`, which loads this one lazily. */
export function MonacoCodeEditor({
  label,
  value,
  language,
  onChange,
  onSave,
  path,
  readOnly = false,
  lineNumbers = true,
}: CodeEditorProps) {
  const isDark = useTheme().resolvedTheme === 'dark';
  const monacoRef = useRef<Monaco | null>(null);
  const onSaveRef = useRef(onSave);

  useEffect(() => {
    onSaveRef.current = onSave;
  }, [onSave]);

  useEffect(() => {
    if (!monacoRef.current) return;
    defineMonacoTheme(monacoRef.current, isDark);
    monacoRef.current.editor.setTheme(monacoThemeName(isDark));
  }, [isDark]);

  const onMount: OnMount = (editor, monaco) => {
    monacoRef.current = monaco;
    editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => onSaveRef.current?.());
  };

  return (
    <Editor
      height="100%"
      language={language}
      value={value}
      theme={monacoThemeName(isDark)}
      beforeMount={(monaco) => defineMonacoTheme(monaco, isDark)}
      onMount={onMount}
      onChange={(next) => onChange?.(next ?? '')}
      loading={<EditorSkeleton />}
      options={monacoOptions({ label, isReadOnly: readOnly, hasLineNumbers: lineNumbers })}
      {...(path ? { path } : {})}
    />
  );
}
