'use client';

import dynamic from 'next/dynamic';
import type { DiffViewProps } from './monaco-diff-view';
import { EditorSkeleton } from './editor-skeleton';

/** Two texts and what differs. Give its parent a height. */
export const DiffView = dynamic<DiffViewProps>(
  () => import('./monaco-diff-view').then((module) => module.MonacoDiffView),
  { ssr: false, loading: () => <EditorSkeleton /> },
);
