'use client';

import { useRouter } from 'next/navigation';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { toast } from '@/components/ui/toast';
import { useShell } from '@/components/layout/shell-context';
import { paths } from '@/lib/client/paths';
import type { SkillFile } from '@/lib/contract/skill';
import { skillReadOnlyReason } from '../skill-rights';
import type { FileView } from './editor-bar';
import { changeCount, fileChanges } from './file-changes';
import { readFrontMatter } from './front-matter';
import { lintSkill, skillFileName, type LintNote } from './lint-skill';
import type { SavedSkill } from './saved-skill';
import { skillTemplate } from './skill-template';
import { usePublishSkill } from './use-publish-skill';
import { useSkill, useSkillVersion } from './use-skill-queries';
import { useSkillDraft } from './use-skill-draft';

const template: readonly SkillFile[] = [{ path: skillFileName, content: skillTemplate }];

/** The state of the skill editor: the draft, what it is compared to, and what is shown of both. */
export function useSkillEditor(saved: SavedSkill | null) {
  const router = useRouter();
  const { user } = useShell();
  const skill = useSkill(saved).data ?? null;
  const [base, setBase] = useState(saved?.base ?? null);
  const [overtakenBy, setOvertakenBy] = useState<number | null>(null);
  const [hasLeft, setHasLeft] = useState(false);
  const [view, setView] = useState<FileView>('edit');
  const [versionInUrl, setVersionInUrl] = useQueryState('version', parseAsInteger);
  const draft = useSkillDraft(base?.files ?? template);
  const publishing = usePublishSkill();

  const changes = useMemo(() => fileChanges(base?.files ?? template, draft.files), [base, draft.files]);
  const isDirty = changeCount(changes) > 0;
  const name = saved?.skill.name ?? null;
  const readOnlyReason = skillReadOnlyReason(user, skill);

  const isDraftAsked = versionInUrl === null || base === null || (versionInUrl === base.version && !isDirty);
  const viewing = isDraftAsked ? null : versionInUrl;
  const viewed = useSkillVersion(name ?? '', viewing);
  const files = viewing === null ? draft.files : viewed.data?.files;
  const file = files?.find((candidate) => candidate.path === draft.activePath) ?? files?.[0];

  // An untouched draft is the latest version itself, so what it changed is the interesting comparison.
  const comparedTo =
    base === null
      ? null
      : viewing === null && !isDirty
        ? base.version > 1
          ? base.version - 1
          : null
        : base.version;
  const other = useSkillVersion(
    name ?? '',
    view === 'diff' && comparedTo !== base?.version ? comparedTo : null,
  );
  const compared = comparedTo === base?.version ? base : other.data;

  const notes = useMemo<LintNote[]>(
    () => (files ? lintSkill({ name, files, base: viewing === null ? base : null }) : []),
    [name, files, base, viewing],
  );
  const draftFile = draft.files.find((candidate) => candidate.path === skillFileName);
  const frontMatter = readFrontMatter(draftFile?.content ?? '');
  const isUnnamed =
    name === null && frontMatter.isReadable && (frontMatter.name === '' || frontMatter.description === '');

  const blocker = (): string | null => {
    if (readOnlyReason !== null) return readOnlyReason;
    if (isUnnamed) return 'Give the skill a name and a description.';
    const problem = lintSkill({ name, files: draft.files, base }).find((note) => note.tone === 'danger');
    if (problem) return problem.detail ? `${problem.title}: ${problem.detail}` : problem.title;
    return base !== null && !isDirty ? `Nothing differs from version ${base.version}.` : null;
  };

  const publish = async (note: string): Promise<boolean> => {
    const { files: sent } = draft;
    const outcome = await publishing
      .mutateAsync({ name: name ?? frontMatter.name, files: sent, note, ifVersion: base?.version ?? 0 })
      .catch(() => null);
    if (outcome === null) return false;
    if (outcome.kind === 'overtaken') {
      setBase(outcome.version);
      setOvertakenBy(outcome.version.version);
      setView('diff');
      return true;
    }
    toast.success(`Published version ${outcome.version.version} of ${outcome.version.name}`);
    setOvertakenBy(null);
    if (name === null) {
      setHasLeft(true);
      router.replace(paths.skill(outcome.version.name));
      return true;
    }
    setBase(outcome.version);
    setView((current) => (current === 'diff' ? 'edit' : current));
    return true;
  };

  const load = (next: readonly SkillFile[], words: string): void => {
    const before = draft.files;
    draft.replaceAll(next);
    void setVersionInUrl(null);
    setView('edit');
    toast(words, isDirty ? { action: { label: 'Undo', onClick: () => draft.replaceAll(before) } } : {});
  };

  return {
    name,
    skill,
    base,
    draft,
    changes,
    isDirty,
    /** Whether leaving the page would lose something. */
    isAtRisk: isDirty && !hasLeft && readOnlyReason === null,
    readOnlyReason,
    overtakenBy,
    viewing,
    viewed,
    files,
    file,
    view,
    setView,
    comparedTo,
    before: compared
      ? (compared.files.find((candidate) => candidate.path === file?.path)?.content ?? '')
      : undefined,
    beforeError: other.error?.message ?? null,
    notes,
    isUnnamed,
    blocker: blocker(),
    publishing,
    publish,
    showVersion: (version: number | null) => void setVersionInUrl(version),
    restore: () => {
      if (viewed.data) load(viewed.data.files, `Version ${viewed.data.version} is in the editor`);
    },
    discard: () => {
      if (base) load(base.files, `Back to version ${base.version}`);
      setOvertakenBy(null);
    },
  };
}

export type SkillEditorState = ReturnType<typeof useSkillEditor>;
