'use client';

import dynamic from 'next/dynamic';
import type { CodeEditorProps } from './monaco-code-editor';
import { EditorSkeleton } from './editor-skeleton';

/** A code editor. Its code is loaded where one is shown, from this server. Give its parent a height. */
export const CodeEditor = dynamic<CodeEditorProps>(
  () => import('./monaco-code-editor').then((module) => module.MonacoCodeEditor),
  { ssr: false, loading: () => <EditorSkeleton /> },
);
