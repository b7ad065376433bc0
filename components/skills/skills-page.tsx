'use client';

import { useQuery } from '@tanstack/react-query';
import { BookOpen, Plus } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchInput } from '@/components/ui/search-input';
import { Toolbar } from '@/components/ui/toolbar';
import { paths } from '@/lib/client/paths';
import type { Page } from '@/lib/contract/pagination';
import type { Skill } from '@/lib/contract/skill';
import { skillReadOnlyReason } from './skill-rights';
import { SkillsTable } from './skills-table';

/** The registry: what every agent may be taught. */
export function SkillsPage({ initial }: { initial: Page<Skill> }) {
  const { user } = useShell();
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ history: 'replace' }),
  );
  const { data: skills } = useQuery({
    queryKey: ['skills', 'list'],
    queryFn: async ({ signal }) => (await import('./load-skills')).loadSkills(signal),
    initialData: initial.data,
    // The first page came with the document; only a longer list has to be asked for at once.
    initialDataUpdatedAt: () => (initial.pagination.next_page_token === undefined ? Date.now() : 0),
  });
  const noRight = skillReadOnlyReason(user, null);
  const shown = skills.filter((skill) => matches(skill, search));

  return (
    <>
      <PageHeader
        title="Skills"
        actions={
          noRight === null ? (
            <ButtonLink variant="primary" href={paths.newSkill()}>
              <Plus aria-hidden /> New skill
            </ButtonLink>
          ) : (
            <Button variant="primary" disabledReason={noRight}>
              <Plus aria-hidden /> New skill
            </Button>
          )
        }
      />
      {skills.length === 0 ? (
        <EmptyState
          icon={<BookOpen />}
          title="No skill yet"
          action={
            noRight === null ? (
              <ButtonLink variant="primary" href={paths.newSkill()}>
                Write the first skill
              </ButtonLink>
            ) : null
          }
        >
          A skill is know-how in files: what to check, in which order, what never to do. Agents see its
          description and read the rest when they need it.
        </EmptyState>
      ) : (
        <>
          <Toolbar end={<Count shown={shown.length} all={skills.length} />}>
            <SearchInput
              label="Filter skills"
              value={search}
              onChange={(event) => void setSearch(event.target.value === '' ? null : event.target.value)}
            />
          </Toolbar>
          {shown.length > 0 ? (
            <SkillsTable skills={shown} />
          ) : (
            <EmptyState
              title="No skill matches"
              action={<Button onClick={() => void setSearch(null)}>Clear the filter</Button>}
            >
              None of the {skills.length} skills has “{search}” in its name or description.
            </EmptyState>
          )}
        </>
      )}
    </>
  );
}

function Count({ shown, all }: { shown: number; all: number }) {
  return (
    <span className="tabular-nums">
      {shown === all ? all : `${shown} of ${all}`} {all === 1 ? 'skill' : 'skills'}
    </span>
  );
}

function matches(skill: Skill, search: string): boolean {
  const text = `${skill.name} ${skill.description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
