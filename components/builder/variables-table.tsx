'use client';

import { Input } from '@/components/ui/input';
import { InlineCode } from '@/components/ui/inline-code';
import { IconButton } from '@/components/ui/icon-button';
import { Trash2 } from 'lucide-react';
import { instructionVariables } from '@/lib/client/instruction-variables';
import { useDraft } from './draft-context';

/** The variables that the texts use or the definition fills, each with its value. */
export function VariablesTable() {
  const { manifest, patch, readOnlyReason } = useDraft();
  const used = instructionVariables(
    manifest.instructions,
    ...(manifest.messages ?? []).map((message) => message.content),
  );
  const values = manifest.variables ?? {};
  const names = [...used, ...Object.keys(values).filter((name) => !used.includes(name))];
  if (names.length === 0) return null;
  const set = (name: string, value: string): void => patch({ variables: { ...values, [name]: value } });
  const remove = (name: string): void => {
    const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
    patch({ variables: Object.keys(rest).length === 0 ? undefined : rest });
  };
  return (
    <table className="w-full text-left" aria-label="Variables">
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="w-2/5 pb-1 font-normal">
            Variable
          </th>
          <th scope="col" className="pb-1 font-normal">
            Value
          </th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <td className="py-1 pr-3 align-middle">
              <InlineCode>{`{{${name}}}`}</InlineCode>
              {used.includes(name) ? null : <span className="ml-1.5 text-xs text-muted">not used</span>}
            </td>
            <td className="py-1">
              <div className="flex items-center gap-1">
                <Input
                  aria-label={`Value of ${name}`}
                  value={values[name] ?? ''}
                  readOnly={readOnlyReason !== null}
                  placeholder="left as written until it has a value"
                  onChange={(event) => set(name, event.target.value)}
                />
                {name in values && readOnlyReason === null ? (
                  <IconButton label={`Clear ${name}`} onClick={() => remove(name)}>
                    <Trash2 aria-hidden />
                  </IconButton>
                ) : null}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
