'use client';

import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { PageHeader } from '@/components/layout/page-header';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { ChipFilter } from '@/components/ui/chip-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { lazyPart } from '@/components/ui/lazy-part';
import { Toolbar } from '@/components/ui/toolbar';
import type { Page } from '@/lib/contract/pagination';
import { roleMay } from '@/lib/contract/permissions';
import type { ApiKey } from '@/lib/contract/user';
import { ApiKeysTable } from './api-keys-table';

const CreateKeyDialog = lazyPart(() =>
  import('./create-key-dialog').then((module) => module.CreateKeyDialog),
);
const RevokeKeyDialog = lazyPart(() =>
  import('./revoke-key-dialog').then((module) => module.RevokeKeyDialog),
);

const owners = ['all', 'me'] as const;

/** The keys that programs use: one's own, and everybody's for who may see them. */
export function ApiKeysPage({ initial }: { initial: Page<ApiKey> }) {
  const { user } = useShell();
  const [owner, setOwner] = useQueryState('owner', parseAsStringLiteral(owners).withDefault('all'));
  const [isCreating, setIsCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const { data: keys } = useQuery({
    queryKey: ['api-keys', 'list'],
    queryFn: async ({ signal }) => (await import('./load-api-keys')).loadApiKeys(signal),
    initialData: initial.data,
    initialDataUpdatedAt: () => (initial.pagination.next_page_token === undefined ? Date.now() : 0),
  });
  const seesAll = roleMay(user.role, 'api-keys:read');
  const mayCreate = roleMay(user.role, 'api-keys:own');
  const own = keys.filter((key) => key.user_id === user.id);
  const shown = owner === 'me' ? own : keys;
  const create = (
    <Button
      {...CreateKeyDialog.preloading}
      variant="primary"
      disabledReason={mayCreate ? null : 'Auditors read everything and hold no keys.'}
      onClick={() => setIsCreating(true)}
    >
      <Plus aria-hidden /> Create key
    </Button>
  );

  return (
    <>
      <PageHeader title="API keys" actions={create} />
      {keys.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No API key yet">
          With a key a program does through the API what you do here, within the scopes you give it. Make one
          with “Create key”.
        </EmptyState>
      ) : (
        <>
          <Toolbar end={<span>A key never does more than its owner may</span>}>
            {seesAll ? (
              <ChipFilter
                label="Owner"
                value={owner}
                onValueChange={(next) => void setOwner(next === 'all' ? null : next)}
                options={[
                  { value: 'all', label: 'Everybody’s', count: keys.length },
                  { value: 'me', label: 'Mine', count: own.length },
                ]}
              />
            ) : null}
          </Toolbar>
          {shown.length > 0 ? (
            <ApiKeysTable keys={shown} showsOwner={seesAll} onRevoke={setRevoking} />
          ) : (
            <EmptyState
              title="None of the keys is yours"
              action={<Button onClick={() => void setOwner(null)}>Show everybody’s</Button>}
            />
          )}
        </>
      )}
      {isCreating ? <CreateKeyDialog onClose={() => setIsCreating(false)} /> : null}
      {revoking ? <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
