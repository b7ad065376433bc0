import type { CodeEditorLanguage } from '@/components/editor/monaco-code-editor';

const byExtension: Record<string, CodeEditorLanguage> = {
  md: 'markdown',
  markdown: 'markdown',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  py: 'python',
  sh: 'shell',
  bash: 'shell',
  ts: 'typescript',
  tsx: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
};

/** How the editor colours a file, by the end of its name. */
export function fileLanguage(path: string): CodeEditorLanguage {
  const extension = path.split('.').at(-1)?.toLowerCase() ?? '';
  return byExtension[extension] ?? 'plaintext';
}
