'use client';

import { KeyRound } from 'lucide-react';
import { useShell } from '@/components/layout/shell-context';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconTile } from '@/components/ui/icon-tile';
import { RelativeTime } from '@/components/ui/relative-time';
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table';
import { useNow } from '@/components/ui/use-now';
import { roleMay } from '@/lib/contract/permissions';
import type { ApiKey } from '@/lib/contract/user';

// A phone shows what tells keys apart, when they end, and revoking.
const wide = 'hidden sm:table-cell';

/** The keys, one row each: how it ends, what it may, when it was last used. */
export function ApiKeysTable({
  keys,
  showsOwner,
  onRevoke,
}: {
  keys: readonly ApiKey[];
  showsOwner: boolean;
  onRevoke: (key: ApiKey) => void;
}) {
  const { user } = useShell();
  return (
    <Table label="API keys" className="sm:min-w-[720px]">
      <TableHead>
        <HeadCell>Key</HeadCell>
        {showsOwner ? <HeadCell className={wide}>Owner</HeadCell> : null}
        <HeadCell className={wide}>Scopes</HeadCell>
        <HeadCell className={wide}>Last used</HeadCell>
        <HeadCell>Expires</HeadCell>
        <HeadCell numeric className={wide}>
          Created
        </HeadCell>
        <HeadCell className="w-px">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id} tall>
            <Cell className="w-full max-w-0 sm:w-auto sm:max-w-64">
              <div className="flex items-center gap-3">
                <IconTile>
                  <KeyRound />
                </IconTile>
                <div className="min-w-0">
                  <div className="truncate font-medium text-ink">{key.name}</div>
                  <div className="font-mono text-xs" title="The end of the key; the rest is not kept">
                    …{key.last4}
                  </div>
                </div>
              </div>
            </Cell>
            {showsOwner ? (
              <Cell className={`${wide} max-w-40 truncate`}>
                {key.user_id === user.id ? 'You' : key.user_name}
              </Cell>
            ) : null}
            <Cell className={wide}>
              <span title={key.scopes.join('\n')}>
                {key.scopes.length === 1 ? key.scopes[0] : `${key.scopes.length} scopes`}
              </span>
            </Cell>
            <Cell className={wide}>
              {key.last_used_at === null ? 'never' : <RelativeTime at={key.last_used_at} />}
            </Cell>
            <Cell>
              <Expiry at={key.expires_at} />
            </Cell>
            <Cell numeric className={wide}>
              <RelativeTime at={key.created_at} />
            </Cell>
            <Cell>
              {mayRevoke(user, key) ? (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Revoke ${key.name}`}
                  onClick={() => onRevoke(key)}
                >
                  Revoke
                </Button>
              ) : null}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Expiry({ at }: { at: string | null }) {
  const nowMs = useNow();
  if (at === null) return <>never</>;
  if (Date.parse(at) <= nowMs) {
    return (
      <span className="inline-flex items-center gap-2">
        <Badge tone="danger">expired</Badge> <RelativeTime at={at} className="text-xs" />
      </span>
    );
  }
  return <RelativeTime at={at} />;
}

function mayRevoke(user: { id: string; role: Parameters<typeof roleMay>[0] }, key: ApiKey): boolean {
  return roleMay(user.role, key.user_id === user.id ? 'api-keys:own' : 'api-keys:write');
}
