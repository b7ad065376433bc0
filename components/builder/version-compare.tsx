'use client';

import { ArrowRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { manifestToYaml } from '@/lib/client/manifest-yaml';
import type { AgentVersion } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { YamlDiff } from './yaml-diff';

const draftValue = 'draft';

/** Any two versions beside each other, or a version and the draft. */
export function VersionCompare({
  versions,
  draft,
  selection,
  onSelect,
}: {
  versions: readonly AgentVersion[];
  /** The unsaved draft, where there is one. */
  draft: AgentManifest | null;
  selection: { from: string; to: string } | null;
  onSelect: (selection: { from: string; to: string } | null) => void;
}) {
  const newest = versions[0];
  if (!newest || (versions.length < 2 && !draft)) return null;
  const options = [
    ...(draft ? [{ value: draftValue, label: 'Draft' }] : []),
    ...versions.map((version) => ({ value: String(version.version), label: `Version ${version.version}` })),
  ];
  const start = draft
    ? { from: String(newest.version), to: draftValue }
    : { from: String(versions[1]?.version ?? newest.version), to: String(newest.version) };
  const chosen = selection ?? start;
  const manifestOf = (value: string): AgentManifest | undefined =>
    value === draftValue
      ? (draft ?? undefined)
      : versions.find((version) => String(version.version) === value)?.manifest;
  const before = manifestOf(chosen.from);
  const after = manifestOf(chosen.to);
  return (
    <section aria-label="Compare versions" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label="Compare from"
          size="sm"
          className="w-32"
          value={chosen.from}
          options={options}
          onValueChange={(from) => onSelect({ ...chosen, from })}
        />
        <ArrowRight className="text-faint" aria-hidden />
        <Select
          label="Compare to"
          size="sm"
          className="w-32"
          value={chosen.to}
          options={options}
          onValueChange={(to) => onSelect({ ...chosen, to })}
        />
        {selection ? (
          <Button size="sm" variant="ghost" onClick={() => onSelect(null)}>
            Close
          </Button>
        ) : (
          <Button size="sm" variant="ghost" onClick={() => onSelect(start)}>
            Show changes
          </Button>
        )}
      </div>
      {selection && before && after ? (
        <YamlDiff label="Changes" before={manifestToYaml(before)} after={manifestToYaml(after)} />
      ) : null}
    </section>
  );
}
