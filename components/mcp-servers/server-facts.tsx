import { CircleAlert } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';
import { Fact, FactList } from '@/components/ui/fact-list';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { McpServer } from '@/lib/contract/mcp-server';
import { ServerHealth } from './server-health';

/** Where a server is, how it is reached and how that went last. */
export function ServerFacts({ server }: { server: McpServer }) {
  return (
    <section aria-label="Server" className="flex flex-col gap-4 px-5 py-4">
      {server.description === '' ? null : <p className="max-w-prose text-muted">{server.description}</p>}
      <FactList className="max-w-3xl">
        <Fact label="Health">
          <ServerHealth server={server} />
        </Fact>
        <Fact label="Address">
          {server.url === null ? (
            'Runs inside Tackroom'
          ) : (
            <span className="flex items-center gap-1">
              <span className="font-mono text-xs wrap-anywhere">{server.url}</span>
              <CopyButton value={server.url} label="Copy address" />
            </span>
          )}
        </Fact>
        <Fact label="Authentication">{authWords(server)}</Fact>
        <Fact label="Tools read">
          {server.tools_synced_at === null ? 'never' : <RelativeTime at={server.tools_synced_at} />}
        </Fact>
      </FactList>
      {server.last_error === null ? null : (
        <Notice
          role="status"
          tone="danger"
          icon={<CircleAlert />}
          title="The last attempt failed"
          className="max-w-3xl"
        >
          {server.last_error}
        </Notice>
      )}
    </section>
  );
}

function authWords({ auth, builtin }: McpServer): string {
  if (builtin) return 'Built in: a random token of this process';
  if (auth.type !== 'header') return 'None';
  const ending = auth.value.last4 === null ? '' : `, ends in ${auth.value.last4}`;
  return `Header ${auth.header ?? ''}${auth.value.set ? `, value set${ending}` : ', value missing'}`;
}
