'use client';

import { useState } from 'react';
import type { SkillFile } from '@/lib/contract/skill';
import { skillFileName } from './lint-skill';

export type SkillDraft = {
  files: readonly SkillFile[];
  activePath: string;
  select: (path: string) => void;
  edit: (path: string, content: string) => void;
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
  return {
    files,
    activePath,
    select: setActivePath,
    edit: (path, content) =>
      setFiles((current) => current.map((file) => (file.path === path ? { path, content } : file))),
    add: (added) => {
      const paths = new Set(added.map((file) => file.path));
      setFiles((current) => [...current.filter((file) => !paths.has(file.path)), ...added]);
      setActivePath((current) => added.at(-1)?.path ?? current);
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
    replaceAll: (next) => setFiles(next),
  };
}
