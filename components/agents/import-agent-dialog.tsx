'use client';

import { CircleAlert, FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { paths } from '@/lib/client/paths';
import { saveAgent } from '@/lib/client/use-agents';
import type { ParsedManifest } from '@/lib/client/manifest-yaml';
import type { AgentSummary } from '@/lib/contract/agent';

const fileBytesMax = 1_000_000;

/** Makes an agent, or the next version of one, from a YAML or JSON definition. */
export function ImportAgentDialog({
  agents,
  onClose,
}: {
  agents: readonly AgentSummary[];
  onClose: () => void;
}) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const fileRef = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [parsed, setParsed] = useState<ParsedManifest | null>(null);
  const [fileError, setFileError] = useState<string | null>(null);

  const read = async (next: string): Promise<void> => {
    setText(next);
    setFileError(null);
    if (next.trim() === '') {
      setParsed(null);
      return;
    }
    // The YAML reader is loaded with the first import, not with the list of agents.
    const { parseManifestYaml } = await import('@/lib/client/manifest-yaml');
    setParsed(parseManifestYaml(next));
  };
  const manifest = parsed?.ok ? parsed.manifest : null;
  const existing = manifest ? agents.find((agent) => agent.name === manifest.name) : undefined;
  const label = existing ? `Import as version ${existing.version + 1}` : 'Import agent';
  const save = useMutation({
    mutationFn: async () => {
      if (!manifest) throw new Error('Give a valid definition first.');
      return saveAgent({ manifest, note: 'Imported', if_version: existing?.version ?? 0 });
    },
    onSuccess: ({ agent, warnings }) => {
      void queryClient.invalidateQueries({ queryKey: ['agents'] });
      toast.success(`Imported ${agent.name}, version ${agent.version}`);
      for (const warning of warnings) toast.warning(warning, { duration: 12_000 });
      router.push(paths.agent(agent.name));
    },
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import an agent"
      description="A definition in YAML or JSON, as the YAML view of an agent shows it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={save.isPending}
            disabledReason={manifest ? null : 'Paste or choose a valid definition first.'}
            onClick={() => save.mutate()}
          >
            {label}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <input
          ref={fileRef}
          type="file"
          accept=".yaml,.yml,.json,text/yaml,application/json"
          aria-label="Definition file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (!file) return;
            if (file.size > fileBytesMax)
              setFileError(`${file.name} is larger than 1 MB, the limit of a definition.`);
            else void file.text().then(read);
          }}
        />
        <Field
          label="Definition"
          error={fileError}
          action={
            <Button size="sm" variant="ghost" onClick={() => fileRef.current?.click()}>
              <FileUp aria-hidden /> Choose a file
            </Button>
          }
        >
          <Textarea
            mono
            rows={12}
            spellCheck={false}
            value={text}
            placeholder={
              'name: invoice-triage\nmodel: openai/gpt-5-mini\ninstructions: |\n  Sort incoming invoices.\nmcp_servers:\n  - billing'
            }
            className="max-h-[50vh]"
            onChange={(event) => void read(event.target.value)}
          />
        </Field>
        <div role="status" className="text-xs">
          {manifest ? (
            <p className="text-muted">
              {existing
                ? `Adds version ${existing.version + 1} to ${manifest.name}.`
                : `Makes the new agent ${manifest.name}.`}{' '}
              Model {manifest.model.name}, {manifest.mcp_servers.length} MCP servers, {manifest.skills.length}{' '}
              skills.
            </p>
          ) : null}
          {parsed && !parsed.ok ? (
            <ul className="flex flex-col gap-1">
              {parsed.problems.slice(0, 8).map((problem, index) => (
                <li key={index} className="flex items-start gap-1.5 text-danger">
                  <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
                  Line {problem.startLine}
                  {problem.path === '' ? '' : `, ${problem.path}`}: {problem.message}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
        {save.error ? (
          <p role="alert" className="text-danger">
            {save.error.message}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
