import { cn } from '@/components/ui/cn';
import type { Fact } from './approval-facts';

/** Longer texts get a row of their own. */
const wideFrom = 60;

/** The arguments as facts: money and recipient large, edited ones marked with what they were. */
export function FactGrid({ facts, edited }: { facts: readonly Fact[]; edited: ReadonlyMap<string, string> }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(132px,100%),1fr))] gap-x-5 gap-y-3.5">
      {facts.map((fact) => {
        const before = edited.get(fact.name);
        return (
          <div
            key={fact.name}
            title={fact.name}
            className={cn('min-w-0', fact.text.length > wideFrom && 'col-span-full')}
          >
            <dt className="text-xs text-muted">{fact.label}</dt>
            <dd
              className={cn(
                'wrap-anywhere text-ink',
                fact.isProminent ? 'text-lg font-medium' : 'text-base font-medium',
                before !== undefined && 'rounded-xs bg-warning/12 px-1 -mx-1',
              )}
            >
              <span className="tabular-nums">
                {fact.text === '' ? <span className="text-faint">empty</span> : fact.text}
              </span>
              {fact.detail ? (
                <span className="block text-xs font-normal text-muted">{fact.detail}</span>
              ) : null}
              {before !== undefined ? (
                <span className="block text-xs font-normal text-warning">Edited, was {before}</span>
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
