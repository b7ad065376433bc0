import { BookOpen } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconTile } from '@/components/ui/icon-tile';
import { RelativeTime } from '@/components/ui/relative-time';
import { RowLink } from '@/components/ui/row-link';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { paths } from '@/lib/client/paths';
import type { Skill } from '@/lib/contract/skill';

/** The skills, one row each; on a phone the columns join the second line. */
export function SkillsTable({ skills }: { skills: readonly Skill[] }) {
  return (
    <Table label="Skills" className="md:min-w-[720px]">
      <TableHead>
        <HeadCell>Skill</HeadCell>
        <HeadCell>Version</HeadCell>
        <HeadCell className="max-md:hidden">Used by</HeadCell>
        <HeadCell numeric className="max-md:hidden">
          Updated
        </HeadCell>
      </TableHead>
      <TableBody>
        {skills.map((skill) => (
          <TableRow key={skill.id} tall>
            <Cell className="w-[56%] max-w-0 min-w-52">
              <div className="flex items-center gap-3">
                <IconTile>
                  <BookOpen />
                </IconTile>
                <div className="min-w-0">
                  <RowLink href={paths.skill(skill.name)} className="block truncate">
                    {skill.name}
                  </RowLink>
                  <div className="truncate text-xs">{skill.description}</div>
                </div>
              </div>
            </Cell>
            <Cell>
              <Badge>v{skill.version}</Badge>
            </Cell>
            <Cell className="max-w-56 max-md:hidden">
              <UsedBy skill={skill} />
            </Cell>
            <Cell numeric className="max-md:hidden">
              <RelativeTime at={skill.updated_at} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function UsedBy({ skill }: { skill: Skill }) {
  const agents = [...new Set(skill.used_by.map((use) => use.agent))];
  if (agents.length === 0) return <span title="No agent attaches it">—</span>;
  return (
    <span className="block truncate" title={agents.join(', ')}>
      {agents.join(', ')}
    </span>
  );
}
