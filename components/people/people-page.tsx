'use client';

import { UserPlus } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { lazy, Suspense, useState } from 'react';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/lazy-part';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { TableSkeleton } from '@/components/ui/table-skeleton';
import type { Page } from '@/lib/contract/pagination';
import { roleMay } from '@/lib/contract/permissions';
import type { AuditEntry, User } from '@/lib/contract/user';
import { PeoplePanel } from './people-panel';
import { peopleTabs } from './people-tabs';
import { usePeople } from './use-people-list';

// The server may have rendered the audit already, so its panel is not only a part for later.
const AuditPanel = lazy(() => import('./audit-panel').then((module) => ({ default: module.AuditPanel })));
const AddPersonDialog = lazyPart(() =>
  import('./add-person-dialog').then((module) => module.AddPersonDialog),
);

/** Everybody of the organisation, and what was changed by whom. */
export function PeoplePage({ people, audit }: { people: Page<User>; audit: Page<AuditEntry> | null }) {
  const { user } = useShell();
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(peopleTabs).withDefault('people'));
  const [isAdding, setIsAdding] = useState(false);
  const list = usePeople(people);
  const mayWrite = roleMay(user.role, 'users:write');

  return (
    <>
      <PageHeader
        title="People"
        actions={
          <Button
            {...AddPersonDialog.preloading}
            variant="primary"
            disabledReason={mayWrite ? null : 'Adding people takes the admin role.'}
            onClick={() => setIsAdding(true)}
          >
            <UserPlus aria-hidden /> Add person
          </Button>
        }
      />
      <Tabs
        value={tab}
        onValueChange={(next) => void setTab(peopleTabs.find((candidate) => candidate === next) ?? null)}
      >
        <TabList label="People and audit">
          <Tab value="people" count={list.length}>
            People
          </Tab>
          <Tab value="audit">Audit</Tab>
        </TabList>
        <TabPanel value="people">
          <PeoplePanel people={list} mayWrite={mayWrite} />
        </TabPanel>
        <TabPanel value="audit">
          <Suspense fallback={<TableSkeleton rows={10} />}>
            <AuditPanel first={audit} />
          </Suspense>
        </TabPanel>
      </Tabs>
      {isAdding ? <AddPersonDialog onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}
