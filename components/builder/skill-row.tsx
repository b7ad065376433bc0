'use client';

import { BookOpen, MoreHorizontal, Unplug } from 'lucide-react';
import Link from 'next/link';
import {
  DropdownMenu,
  MenuChoices,
  MenuItem,
  MenuLabel,
  MenuLinkItem,
  MenuSeparator,
} from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { paths } from '@/lib/client/paths';
import { useSkillVersions } from '@/lib/client/use-registry';
import type { ManifestSkill } from '@/lib/contract/agent-manifest';
import type { Skill } from '@/lib/contract/skill';
import { AttachmentRow } from './attachment-row';
import { useDraft } from './draft-context';

const newest = 'latest';

/** One attached skill with its version. */
export function SkillRow({
  attachment,
  index,
  skill,
  mayRead,
  onChange,
  onRemove,
}: {
  attachment: ManifestSkill;
  index: number;
  skill: Skill | undefined;
  mayRead: boolean;
  onChange: (next: ManifestSkill) => void;
  onRemove: () => void;
}) {
  const { estimate, readOnlyReason } = useDraft();
  const readOnly = readOnlyReason !== null;
  return (
    <AttachmentRow
      icon={<BookOpen aria-hidden />}
      name={attachment.name}
      detail={detailOf(attachment, skill)}
      price={estimate?.skill_tokens[attachment.name]}
      preload={{ label: `Preload ${attachment.name}`, checked: attachment.preload }}
      onPreload={(preload) => onChange({ ...attachment, preload })}
      readOnly={readOnly}
      problem={estimate?.problems.find((problem) => problem.path.startsWith(`skills.${index}`))?.message}
      menu={
        mayRead ? (
          <DropdownMenu
            trigger={
              <IconButton label={`Options of ${attachment.name}`} hasTooltip={false} className="-mr-1 size-6">
                <MoreHorizontal aria-hidden />
              </IconButton>
            }
          >
            {readOnly ? null : <VersionChoices attachment={attachment} onChange={onChange} />}
            <MenuLinkItem>
              <Link href={paths.skill(attachment.name, attachment.version)}>
                <BookOpen className="text-faint" aria-hidden /> Open skill
              </Link>
            </MenuLinkItem>
            {readOnly ? null : (
              <MenuItem danger icon={<Unplug aria-hidden />} onSelect={onRemove}>
                Detach {attachment.name}
              </MenuItem>
            )}
          </DropdownMenu>
        ) : null
      }
    />
  );
}

/** Rendered only while the menu is open, so versions load when somebody looks. */
function VersionChoices({
  attachment,
  onChange,
}: {
  attachment: ManifestSkill;
  onChange: (next: ManifestSkill) => void;
}) {
  const versions = useSkillVersions(attachment.name, true);
  return (
    <>
      <MenuLabel>Version</MenuLabel>
      <MenuChoices
        label="Version"
        value={attachment.version === undefined ? newest : String(attachment.version)}
        options={[
          { value: newest, label: 'Latest, whatever it will be' },
          ...(versions.data ?? []).map((version) => ({
            value: String(version.version),
            label: `Version ${version.version}`,
          })),
        ]}
        onValueChange={(value) =>
          onChange({ ...attachment, alias: undefined, version: value === newest ? undefined : Number(value) })
        }
      />
      <MenuSeparator />
    </>
  );
}

function detailOf(attachment: ManifestSkill, skill: Skill | undefined): string {
  if (attachment.alias && attachment.alias !== newest) return `alias ${attachment.alias}`;
  if (attachment.version === undefined) return skill ? `latest · version ${skill.version} now` : 'latest';
  if (skill?.version === attachment.version) return `version ${attachment.version} · latest`;
  return skill ? `version ${attachment.version} · ${skill.version} is out` : `version ${attachment.version}`;
}
