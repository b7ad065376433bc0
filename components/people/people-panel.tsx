'use client';

import { Lock } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { roleLabel } from '@/components/layout/role-label';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { lazyPart } from '@/components/ui/lazy-part';
import { Notice } from '@/components/ui/notice';
import { SearchInput } from '@/components/ui/search-input';
import { HeadCell, Table, TableBody, TableHead } from '@/components/ui/table';
import { Toolbar } from '@/components/ui/toolbar';
import { roles } from '@/lib/contract/permissions';
import type { User } from '@/lib/contract/user';
import type { PersonAction } from './person-dialogs';
import { PersonRow } from './person-row';
import { roleWords } from './role-words';

const PersonDialogs = lazyPart(() => import('./person-dialogs').then((module) => module.PersonDialogs));

/** The people as a table, and what their roles mean. */
export function PeoplePanel({ people, mayWrite }: { people: readonly User[]; mayWrite: boolean }) {
  const [search, setSearch] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ history: 'replace' }),
  );
  const [action, setAction] = useState<PersonAction | null>(null);
  const shown = people.filter((person) =>
    `${person.name} ${person.email} ${person.role}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <>
      <Toolbar end={<Count shown={shown.length} all={people.length} />}>
        <SearchInput
          label="Filter people"
          value={search}
          onChange={(event) => void setSearch(event.target.value === '' ? null : event.target.value)}
        />
      </Toolbar>
      {mayWrite ? null : (
        <Notice icon={<Lock />} className="mx-5 mb-2">
          You may look, not change: people and roles are set by admins.
        </Notice>
      )}
      {shown.length === 0 ? (
        <EmptyState
          title="Nobody matches"
          action={<Button onClick={() => void setSearch(null)}>Clear the filter</Button>}
        >
          None of the {people.length} people has “{search}” in name, email or role.
        </EmptyState>
      ) : (
        <Table label="People" className="sm:min-w-[640px]">
          <TableHead>
            <HeadCell>Name</HeadCell>
            <HeadCell className="max-md:hidden">Email</HeadCell>
            <HeadCell>Role</HeadCell>
            <HeadCell className="max-sm:hidden">State</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Since
            </HeadCell>
            <HeadCell className="w-px">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <TableBody>
            {shown.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                mayWrite={mayWrite}
                onAction={(kind) => setAction({ kind, person })}
              />
            ))}
          </TableBody>
        </Table>
      )}
      <section aria-labelledby="role-meanings" className="px-5 py-6">
        <h2 id="role-meanings" className="mb-2 text-xs text-muted">
          What the roles may do
        </h2>
        <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
          {roles.map((role) => (
            <div key={role} className="contents">
              <dt className="font-medium">{roleLabel(role)}</dt>
              <dd className="text-muted">{roleWords[role]}</dd>
            </div>
          ))}
        </dl>
      </section>
      {action ? (
        <PersonDialogs
          key={`${action.kind} ${action.person.id}`}
          action={action}
          onClose={() => setAction(null)}
        />
      ) : null}
    </>
  );
}

function Count({ shown, all }: { shown: number; all: number }) {
  return (
    <span className="tabular-nums">
      {shown === all ? all : `${shown} of ${all}`} {all === 1 ? 'person' : 'people'}
    </span>
  );
}
