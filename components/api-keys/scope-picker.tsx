'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import type { Permission } from '@/lib/contract/permissions';
import { scopeGroups } from './scope-groups';

/** The scopes a key gets, in groups; only what its maker holds. */
export function ScopePicker({
  held,
  chosen,
  onChange,
}: {
  held: ReadonlySet<Permission>;
  chosen: ReadonlySet<Permission>;
  onChange: (chosen: ReadonlySet<Permission>) => void;
}) {
  const id = useId();
  const set = (scopes: readonly Permission[], isOn: boolean): void => {
    const next = new Set(chosen);
    for (const scope of scopes) {
      if (isOn) next.add(scope);
      else next.delete(scope);
    }
    onChange(next);
  };
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line px-3 py-3">
      {scopeGroups.map((group, index) => {
        const scopes = group.scopes.filter(({ scope }) => held.has(scope));
        if (scopes.length === 0) return null;
        const names = scopes.map(({ scope }) => scope);
        const count = names.filter((name) => chosen.has(name)).length;
        return (
          <div key={group.label} role="group" aria-labelledby={`${id}-${index}`}>
            <div className="mb-1 flex items-center gap-2">
              <Checkbox
                label={`All of ${group.label}`}
                checked={count === 0 ? false : count === names.length ? true : 'indeterminate'}
                onCheckedChange={() => set(names, count < names.length)}
              />
              <h3 id={`${id}-${index}`} className="text-xs font-medium text-muted">
                {group.label}
              </h3>
            </div>
            <div className="grid gap-x-4 gap-y-0.5 pl-[22px] sm:grid-cols-2">
              {scopes.map(({ scope, words }) => (
                <Field
                  key={scope}
                  inline
                  className="min-h-6 justify-center [&_label]:font-normal"
                  label={
                    <span className="flex flex-wrap items-baseline gap-x-1.5">
                      {words} <code className="font-mono text-xs text-faint">{scope}</code>
                    </span>
                  }
                >
                  <Checkbox checked={chosen.has(scope)} onCheckedChange={(isOn) => set([scope], isOn)} />
                </Field>
              ))}
            </div>
          </div>
        );
      })}
    </div>
  );
}
