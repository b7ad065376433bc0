'use client';

import { loader, type Monaco } from '@monaco-editor/react';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { editor } from 'monaco-editor';
import { useEffect, useRef, useState } from 'react';
import { CodeEditor } from '@/components/editor/code-editor';
import { setUpMonaco } from '@/components/editor/monaco-setup';
import { Button } from '@/components/ui/button';
import { manifestToYaml, parseManifestYaml } from '@/lib/client/manifest-yaml';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { registerManifestCompletion } from './manifest-completion';
import type { BrokenYaml } from './use-draft-state';

const modelPath = 'agent-definition.yaml';

/** The definition as YAML. Valid text is the draft at once; refused text is kept with its reasons until it is fixed. */
export function YamlPane({
  manifest,
  broken,
  readOnly,
  onManifest,
  onBroken,
  onSave,
}: {
  manifest: AgentManifest;
  broken: BrokenYaml | null;
  readOnly: boolean;
  onManifest: (manifest: AgentManifest) => void;
  onBroken: (broken: BrokenYaml | null) => void;
  onSave: () => void;
}) {
  // The editor keeps what is typed; handing it back would overwrite keys typed meanwhile. A reset makes a new editor.
  const [start, setStart] = useState(() => ({ text: broken?.text ?? manifestToYaml(manifest), number: 0 }));
  const textRef = useRef(start.text);
  const [monaco, setMonaco] = useState<Monaco | null>(null);
  const problems = broken?.problems ?? [];

  // The library's own hook rejects unhandled when it unmounts while loading.
  useEffect(() => {
    let isMounted = true;
    setUpMonaco();
    void loader.init().then((loaded) => {
      if (isMounted) setMonaco(loaded);
    });
    return () => {
      isMounted = false;
    };
  }, []);

  useEffect(() => {
    if (!monaco) return;
    const registration = registerManifestCompletion(monaco, modelPath);
    return () => registration.dispose();
  }, [monaco]);

  useEffect(() => {
    if (!monaco) return;
    const model = monaco.editor
      .getModels()
      .find((candidate: editor.ITextModel) => candidate.uri.path.endsWith(modelPath));
    if (!model) return;
    monaco.editor.setModelMarkers(
      model,
      'definition',
      (broken?.problems ?? []).map((problem) => ({
        severity: monaco.MarkerSeverity.Error,
        message: problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`,
        startLineNumber: problem.startLine,
        startColumn: problem.startColumn,
        endLineNumber: problem.endLine,
        endColumn: problem.endColumn,
      })),
    );
  }, [monaco, broken]);

  const change = (next: string): void => {
    // The editor also reports the text it was given.
    if (next === textRef.current) return;
    textRef.current = next;
    const parsed = parseManifestYaml(next);
    if (parsed.ok) {
      onBroken(null);
      onManifest(parsed.manifest);
    } else {
      onBroken({ text: next, problems: parsed.problems });
    }
  };
  const reset = (): void => {
    const text = manifestToYaml(manifest);
    textRef.current = text;
    setStart((before) => ({ text, number: before.number + 1 }));
    onBroken(null);
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 grow">
        <CodeEditor
          key={start.number}
          label="Agent definition as YAML"
          language="yaml"
          path={modelPath}
          value={start.text}
          readOnly={readOnly}
          onChange={change}
          onSave={onSave}
        />
      </div>
      <div
        role="status"
        className="max-h-40 shrink-0 overflow-y-auto border-t border-line bg-surface px-5 py-2 text-xs"
      >
        {problems.length === 0 ? (
          <p className="flex items-center gap-1.5 text-muted">
            <CircleCheck className="size-3.5 text-ok" aria-hidden /> Valid definition
            <span className="ml-auto">Ctrl+Space lists the keys</span>
          </p>
        ) : (
          <>
            <ul className="flex flex-col gap-1">
              {problems.slice(0, 20).map((problem, index) => (
                <li key={index} className="flex items-start gap-1.5 text-danger">
                  <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
                  <span className="wrap-anywhere">
                    Line {problem.startLine}
                    {problem.path === '' ? '' : `, ${problem.path}`}: {problem.message}
                  </span>
                </li>
              ))}
            </ul>
            <Button size="sm" variant="link" onClick={reset} className="mt-1.5">
              Go back to the last valid text
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
