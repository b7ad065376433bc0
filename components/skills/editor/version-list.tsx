'use client';

import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useShell } from '@/components/layout/shell-context';
import { usePersonName } from '@/lib/client/use-people';
import { roleMay } from '@/lib/contract/permissions';
import type { SkillVersion } from '@/lib/contract/skill';

/** The published versions, newest first, with the draft above them where something changed. */
export function VersionList({
  versions,
  latest,
  shown,
  isDirty,
  onShow,
  hasMore,
  isLoadingMore,
  onLoadMore,
}: {
  versions: readonly SkillVersion[];
  latest: number;
  /** The version that the page shows, or null for the draft. */
  shown: number | null;
  isDirty: boolean;
  /** Shows a version; null goes back to the draft. */
  onShow: (version: number | null) => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
}) {
  const { user } = useShell();
  const personName = usePersonName({ viewerId: user.id, mayReadPeople: roleMay(user.role, 'users:read') });
  return (
    <section aria-labelledby="skill-versions" className="border-t border-line px-2.5 py-3">
      <h2 id="skill-versions" className="mb-1 pl-2.5 text-sm font-medium text-muted">
        Versions
      </h2>
      <ol>
        {isDirty ? (
          <li>
            <button
              type="button"
              onClick={() => onShow(null)}
              aria-current={shown === null ? 'true' : undefined}
              className={rowClass}
            >
              <Badge tone="warning" className="min-w-8 justify-center">
                v{latest + 1}
              </Badge>
              <span className="min-w-0 grow truncate">you, unpublished</span>
              <Badge tone="warning">draft</Badge>
            </button>
          </li>
        ) : null}
        {versions.map((version) => (
          <li key={version.version}>
            <button
              type="button"
              onClick={() => onShow(version.version === latest && !isDirty ? null : version.version)}
              aria-current={(shown ?? (isDirty ? null : latest)) === version.version ? 'true' : undefined}
              className={rowClass}
              title={version.note === '' ? undefined : version.note}
            >
              <Badge className="min-w-8 justify-center">v{version.version}</Badge>
              <span className="min-w-0 grow">
                <span className="block truncate">
                  {personName(version.created_by)}, <RelativeTime at={version.created_at} />
                </span>
                {version.note === '' ? null : (
                  <span className="block truncate text-xs text-muted">{version.note}</span>
                )}
              </span>
              {version.version === latest ? <Badge>latest</Badge> : null}
            </button>
          </li>
        ))}
      </ol>
      {hasMore ? (
        <Button size="sm" variant="ghost" pending={isLoadingMore} onClick={onLoadMore} className="mt-1">
          {isLoadingMore ? 'Loading…' : 'Older versions'}
        </Button>
      ) : null}
    </section>
  );
}

const rowClass =
  'flex min-h-8 w-full items-center gap-2.5 rounded-sm px-2.5 py-1 text-left text-muted outline-offset-[-2px] hover:text-ink ' +
  'aria-[current=true]:bg-raised aria-[current=true]:text-ink';
