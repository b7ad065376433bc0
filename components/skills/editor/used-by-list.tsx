import { Bot } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/lib/client/paths';
import type { Skill } from '@/lib/contract/skill';

/** The agents whose latest version attaches the skill. */
export function UsedByList({ uses }: { uses: Skill['used_by'] }) {
  return (
    <section aria-labelledby="skill-used-by" className="border-t border-line px-2.5 py-3">
      <h2 id="skill-used-by" className="mb-1 pl-2.5 text-sm font-medium text-muted">
        Used by
      </h2>
      {uses.length === 0 ? (
        <p className="px-2.5 text-xs text-muted">No agent yet. Attach it under Skills in an agent.</p>
      ) : (
        <ul>
          {uses.map((use) => (
            <li key={use.agent}>
              <Link
                href={paths.agent(use.agent)}
                className="flex h-8 items-center gap-2 rounded-sm px-2.5 text-muted outline-offset-[-2px] hover:text-ink"
              >
                <Bot className="text-faint" aria-hidden />
                <span className="min-w-0 grow truncate">{use.agent}</span>
                <span title={use.version === null ? 'Follows the latest version' : undefined}>
                  {use.version === null ? 'latest' : `v${use.version}`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
