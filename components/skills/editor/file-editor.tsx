'use client';

import { useState } from 'react';
import { CodeEditor } from '@/components/editor/code-editor';
import type { SkillFile } from '@/lib/contract/skill';
import { fileLanguage } from './file-language';

/**
 * Writes one file. The editor owns its text while somebody types: given back each text it reported, it would drop
 * the letters typed since. It takes a text over only for another file or another revision.
 */
export function FileEditor({
  file,
  modelPath,
  revision,
  readOnly,
  onChange,
  onSave,
}: {
  file: SkillFile;
  modelPath: string;
  revision: number;
  readOnly: boolean;
  onChange: (content: string) => void;
  onSave: () => void;
}) {
  const key = `${revision} ${modelPath}`;
  const [given, setGiven] = useState({ key, text: file.content });
  if (given.key !== key) setGiven({ key, text: file.content });
  return (
    <CodeEditor
      label={`Content of ${file.path}`}
      value={given.text}
      language={fileLanguage(file.path)}
      path={modelPath}
      readOnly={readOnly}
      onChange={(next) => {
        if (!readOnly) onChange(next);
      }}
      onSave={onSave}
    />
  );
}
