'use client';

import { useState } from 'react';
import type { SkillFile } from '@/lib/contract/skill';
import { skillFileName } from './lint-skill';

export type SkillDraft = {
  files: readonly SkillFile[];
  activePath: string;
  select: (path: string) => void;
  /** Counts the changes that did not come from the editor, so that the editor knows when to take a text over. */
  revision: number;
  /** What the editor reports. */
  edit: (path: string, content: string) => void;
  /** A text from elsewhere than the editor. */
  put: (path: string, content: string) => void;
  /** Adds files, replacing those of the same path, and opens the last one. */
  add: (files: readonly SkillFile[]) => void;
  rename: (from: string, to: string) => void;
  remove: (path: string) => void;
  replaceAll: (files: readonly SkillFile[]) => void;
};

/** The files as they are being written. */
export function useSkillDraft(initial: readonly SkillFile[]): SkillDraft {
  const [files, setFiles] = useState(initial);
  const [activePath, setActivePath] = useState(skillFileName);
  const [revision, setRevision] = useState(0);
  const takeOver = (): void => setRevision((current) => current + 1);
  const edit = (path: string, content: string): void =>
    setFiles((current) => current.map((file) => (file.path === path ? { path, content } : file)));
  return {
    files,
    activePath,
    revision,
    select: setActivePath,
    edit,
    put: (path, content) => {
      edit(path, content);
      takeOver();
    },
    add: (added) => {
      const paths = new Set(added.map((file) => file.path));
      setFiles((current) => [...current.filter((file) => !paths.has(file.path)), ...added]);
      setActivePath((current) => added.at(-1)?.path ?? current);
      takeOver();
    },
    rename: (from, to) => {
      setFiles((current) =>
        current.map((file) => (file.path === from ? { path: to, content: file.content } : file)),
      );
      setActivePath((current) => (current === from ? to : current));
    },
    remove: (path) => {
      setFiles((current) => current.filter((file) => file.path !== path));
      setActivePath((current) => (current === path ? skillFileName : current));
    },
    replaceAll: (next) => {
      setFiles(next);
      takeOver();
    },
  };
}
