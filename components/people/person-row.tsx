'use client';

import { CircleCheck, CircleSlash } from 'lucide-react';
import { useShell } from '@/components/layout/shell-context';
import { Avatar } from '@/components/ui/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import { Cell, TableRow } from '@/components/ui/table';
import { ToneLabel } from '@/components/ui/tone-label';
import type { User } from '@/lib/contract/user';
import { PersonActions } from './person-actions';
import type { PersonActionKind } from './person-dialogs';
import { RoleSelect } from './role-select';

/** One person: who they are, what they may do, since when. */
export function PersonRow({
  person,
  mayWrite,
  onAction,
}: {
  person: User;
  mayWrite: boolean;
  onAction: (kind: PersonActionKind) => void;
}) {
  const { user } = useShell();
  return (
    <TableRow className="max-md:h-14">
      <Cell className="max-w-60 max-sm:w-full max-sm:max-w-0">
        <div className="flex items-center gap-3">
          <Avatar name={person.name} />
          <div className="min-w-0">
            <div className="truncate font-medium text-ink">
              {person.name}
              {person.id === user.id ? <span className="font-normal text-muted"> (you)</span> : null}
            </div>
            <div className="truncate text-xs md:hidden">
              {person.suspended ? <span className="text-warning sm:hidden">Suspended · </span> : null}
              {person.email}
            </div>
          </div>
        </div>
      </Cell>
      <Cell className="max-w-64 truncate max-md:hidden" title={person.email}>
        {person.email}
      </Cell>
      <Cell>
        <RoleSelect person={person} mayWrite={mayWrite} />
      </Cell>
      <Cell className="max-sm:hidden">
        {person.suspended ? (
          <ToneLabel tone="warning" icon={<CircleSlash aria-hidden />}>
            Suspended
          </ToneLabel>
        ) : (
          <ToneLabel tone="ok" icon={<CircleCheck aria-hidden />}>
            Active
          </ToneLabel>
        )}
      </Cell>
      <Cell numeric className="max-sm:hidden">
        <RelativeTime at={person.created_at} />
      </Cell>
      <Cell>{mayWrite ? <PersonActions person={person} onAction={onAction} /> : null}</Cell>
    </TableRow>
  );
}
