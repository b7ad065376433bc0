'use client';

import { FileTree } from './file-tree';
import type { SavedSkill } from './saved-skill';
import { UsedByList } from './used-by-list';
import { useSkill, useSkillVersionPages } from './use-skill-queries';
import type { SkillDraft } from './use-skill-draft';
import { VersionList } from './version-list';
import type { SkillFile } from '@/lib/contract/skill';

export type SkillSideProps = {
  saved: SavedSkill | null;
  latest: number;
  files: readonly SkillFile[];
  activePath: string;
  changed: ReadonlySet<string>;
  /** Null where the files can only be read. */
  draft: SkillDraft | null;
  isDirty: boolean;
  viewing: number | null;
  onSelect: (path: string) => void;
  onView: (version: number | null) => void;
};

/** Beside the editor: files, versions, and who uses the skill. */
export function SkillSide(props: SkillSideProps) {
  const { saved, latest } = props;
  const skill = useSkill(saved).data;
  const versions = useSkillVersionPages(saved);
  return (
    <>
      <FileTree
        files={props.files}
        activePath={props.activePath}
        changed={props.changed}
        draft={props.draft}
        onSelect={props.onSelect}
      />
      {saved && skill ? (
        <>
          <VersionList
            versions={versions.data?.pages.flatMap((page) => page.data) ?? []}
            latest={latest}
            shown={props.viewing}
            isDirty={props.isDirty}
            onShow={props.onView}
            hasMore={versions.hasNextPage}
            isLoadingMore={versions.isFetchingNextPage}
            onLoadMore={() => void versions.fetchNextPage()}
          />
          <UsedByList uses={skill.used_by} />
        </>
      ) : null}
    </>
  );
}
