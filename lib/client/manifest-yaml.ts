import { isNode, LineCounter, parseDocument, stringify, type Document } from 'yaml';
import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';
import { compactManifest } from './compact-manifest';
import { issuePath, manifestIssues } from './manifest-issues';

/** A place in YAML text that is not a valid definition. Lines and columns count from 1. */
export type YamlProblem = {
  message: string;
  path: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
};

export type ParsedManifest =
  { ok: true; manifest: AgentManifest } | { ok: false; problems: readonly YamlProblem[] };

/** A definition as the YAML file people keep in git. */
export function manifestToYaml(manifest: AgentManifest): string {
  return stringify(compactManifest(manifest), { lineWidth: 0, blockQuote: 'literal', indentSeq: true });
}

/** Reads YAML as a definition; each refusal carries the lines it is about. */
export function parseManifestYaml(text: string): ParsedManifest {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, logLevel: 'silent' });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/u, '.') ?? 'This is not YAML.',
        path: '',
        ...span(counter, error.pos[0], error.pos[1]),
      })),
    };
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const parsed = agentManifestSchema.safeParse(value ?? {});
  if (parsed.success) return { ok: true, manifest: parsed.data };
  const problems = manifestIssues(value ?? {}).map(({ path, message }) => {
    const [start, end] = rangeOf(document, path);
    return { message, path: issuePath(path), ...span(counter, start, end) };
  });
  return { ok: false, problems };
}

/** The text range of the deepest existing part of a path, so that a missing key points at its parent. */
function rangeOf(document: Document, path: readonly (string | number)[]): [number, number] {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  }
  return [0, 1];
}

function span(counter: LineCounter, start: number, end: number): Omit<YamlProblem, 'message' | 'path'> {
  const from = counter.linePos(start);
  const to = counter.linePos(Math.max(end, start + 1));
  return {
    startLine: Math.max(1, from.line),
    startColumn: Math.max(1, from.col),
    endLine: Math.max(1, to.line),
    endColumn: Math.max(2, to.col),
  };
}
