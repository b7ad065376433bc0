'use client';

import Link from 'next/link';
import { useState, useSyncExternalStore } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { Notice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { apiPaths, paths } from '@/lib/client/paths';
import type { Agent } from '@/lib/contract/agent';

const neverChanges = (): (() => void) => () => undefined;

type Pin = 'latest' | 'version';

/** How code drives this agent: the same calls that this page makes. */
export function UseItPanel({ agent, isDirty }: { agent: Agent; isDirty: boolean }) {
  const origin = useSyncExternalStore(
    neverChanges,
    () => window.location.origin,
    () => '',
  );
  const [pin, setPin] = useState<Pin>('latest');
  const sample = agent.manifest.samples?.[0] ?? 'Hello';
  const body = { agent_name: agent.name, ...(pin === 'version' ? { version: agent.version } : {}) };
  return (
    <div className="flex flex-col gap-5 px-5 pt-4 pb-8">
      <p className="text-muted">
        Everything here works over HTTP with an API key.{' '}
        <Link href={paths.apiKeys()} className="text-accent underline underline-offset-3">
          Create a key
        </Link>{' '}
        with the scopes <code className="font-mono text-xs">sessions:write</code>,{' '}
        <code className="font-mono text-xs">sessions:read</code> and{' '}
        <code className="font-mono text-xs">calls:decide</code>, and put it into{' '}
        <code className="font-mono text-xs">TACKROOM_API_KEY</code>.
      </p>
      {isDirty ? (
        <Notice tone="warning" title="The draft is not saved">
          The calls below run version {agent.version}, the newest saved one.
        </Notice>
      ) : null}
      <Segmented
        label="Version to run"
        value={pin}
        onValueChange={setPin}
        className="self-start"
        options={[
          { value: 'latest', label: 'Newest version' },
          { value: 'version', label: `Pin version ${agent.version}` },
        ]}
      />
      <Step number={1} title="Start a session">
        <CodeBlock
          wrap
          label="Start a session"
          code={`export TACKROOM_URL=${origin}\n${curl('POST', apiPaths.sessions(), body)}`}
        />
        <p className="text-xs text-muted">The answer’s data.id goes into SESSION.</p>
      </Step>
      <Step number={2} title="Send a message and read the stream">
        <CodeBlock
          wrap
          label="Send a message"
          code={curl('POST', turnsPath, { input: [{ type: 'user.message', content: sample }] }, '-N ')}
        />
        <p className="text-xs text-muted">
          Server-sent events until turn.done. Add &quot;stream&quot;: false for one JSON answer.
        </p>
      </Step>
      <Step number={3} title="Decide a call that waits">
        <CodeBlock
          wrap
          label="Decide a call"
          code={curl(
            'POST',
            turnsPath,
            {
              input: [
                {
                  type: 'user.tool_approval',
                  tool_call_id: '<from the event>',
                  approval: { status: 'allow' },
                },
              ],
            },
            '-N ',
          )}
        />
      </Step>
      <Step number={4} title="Keep the definition in git">
        <CodeBlock
          wrap
          label="Read the definition"
          code={`curl -s "$TACKROOM_URL${apiPaths.agent(agent.name)}" \\\n  -H "Authorization: Bearer $TACKROOM_API_KEY"`}
        />
      </Step>
    </div>
  );
}

// The path builder would escape the dollar sign of a shell variable.
const turnsPath = apiPaths.turns('SESSION').replace('SESSION', '$SESSION');

function Step({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h2 className="font-medium">
        <span className="text-muted tabular-nums">{number}.</span> {title}
      </h2>
      {children}
    </div>
  );
}

function curl(method: string, path: string, body: unknown, flags = '-s '): string {
  const json = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
  return [
    `curl ${flags}-X ${method} "$TACKROOM_URL${path}" \\`,
    `  -H "Authorization: Bearer $TACKROOM_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${json}'`,
  ].join('\n');
}
