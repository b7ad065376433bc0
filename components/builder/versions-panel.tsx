'use client';

import { useQueryClient } from '@tanstack/react-query';
import { MoreHorizontal, RotateCcw, Tag } from 'lucide-react';
import { useState } from 'react';
import { notify } from './notify';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { setAgentAlias, useAgentVersions } from '@/lib/client/use-agents';
import { usePersonName } from '@/lib/client/use-people';
import { useShell } from '@/components/layout/shell-context';
import { roleMay } from '@/lib/contract/permissions';
import type { Agent, AgentVersion } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { VersionCompare } from './version-compare';

const aliasNames = ['production', 'staging'] as const;

/** Every saved version: who, when, why; compare any two, restore one, point an alias at one. */
export function VersionsPanel({
  agent,
  draft,
  isDirty,
  mayEdit,
  onRestore,
  onAliases,
}: {
  agent: Agent;
  draft: AgentManifest;
  isDirty: boolean;
  mayEdit: boolean;
  onRestore: (version: AgentVersion) => void;
  onAliases: (aliases: Record<string, number>) => void;
}) {
  const queryClient = useQueryClient();
  const { user } = useShell();
  const personName = usePersonName({ viewerId: user.id, mayReadPeople: roleMay(user.role, 'users:read') });
  const versions = useAgentVersions(agent.name);
  const [compared, setCompared] = useState<{ from: string; to: string } | null>(null);

  const point = async (alias: string, version: number): Promise<void> => {
    const before = agent.aliases;
    onAliases({ ...before, [alias]: version });
    try {
      await setAgentAlias(agent.name, alias, version);
      void queryClient.invalidateQueries({ queryKey: ['agents'] });
      notify.success(`${alias} is now version ${version}`);
    } catch (error) {
      onAliases(before);
      notify.error(`${alias} was not moved`, {
        description: error instanceof Error ? error.message : undefined,
      });
    }
  };

  if (versions.isError) {
    return (
      <ErrorState
        title="The versions could not be loaded"
        cause={versions.error.message}
        action={<Button onClick={() => void versions.refetch()}>Try again</Button>}
      />
    );
  }
  if (!versions.data) return <VersionsSkeleton />;
  return (
    <div className="flex flex-col gap-5 px-5 pt-4 pb-8">
      <VersionCompare
        versions={versions.data}
        draft={isDirty ? draft : null}
        selection={compared}
        onSelect={setCompared}
      />
      <ol aria-label="Versions" className="rounded-md border border-line-strong bg-surface">
        {versions.data.map((version) => (
          <li
            key={version.version}
            className="flex items-start gap-2.5 border-b border-line px-3 py-2.5 last:border-b-0"
          >
            <Badge>v{version.version}</Badge>
            <div className="min-w-0 grow">
              <p className="wrap-anywhere">
                {version.note === '' ? <span className="text-muted">No note</span> : version.note}
              </p>
              <p className="text-xs text-muted">
                {personName(version.created_by)} · <RelativeTime at={version.created_at} />
              </p>
              <AliasBadges aliases={agent.aliases} version={version.version} />
            </div>
            {version.version > 1 ? (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Changes in version ${version.version}`}
                onClick={() =>
                  setCompared({ from: String(version.version - 1), to: String(version.version) })
                }
              >
                Changes
              </Button>
            ) : null}
            {mayEdit ? (
              <DropdownMenu
                trigger={
                  <IconButton
                    label={`Options of version ${version.version}`}
                    hasTooltip={false}
                    className="size-6"
                  >
                    <MoreHorizontal aria-hidden />
                  </IconButton>
                }
              >
                <MenuItem icon={<RotateCcw aria-hidden />} onSelect={() => onRestore(version)}>
                  Load version {version.version} into the draft
                </MenuItem>
                <MenuSeparator />
                {aliasNames.map((alias) => (
                  <MenuItem
                    key={alias}
                    icon={<Tag aria-hidden />}
                    disabled={agent.aliases[alias] === version.version}
                    onSelect={() => void point(alias, version.version)}
                  >
                    Make it {alias}
                  </MenuItem>
                ))}
              </DropdownMenu>
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function AliasBadges({ aliases, version }: { aliases: Record<string, number>; version: number }) {
  const names = Object.entries(aliases).filter(([, target]) => target === version);
  if (names.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-1 pt-1">
      {names.map(([name]) => (
        <Badge key={name} tone={name === 'latest' ? 'neutral' : 'ok'}>
          {name}
        </Badge>
      ))}
    </div>
  );
}

function VersionsSkeleton() {
  return (
    <div role="status" aria-label="Loading the versions" className="flex flex-col gap-4 px-5 pt-5">
      {['w-48', 'w-56', 'w-40'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
