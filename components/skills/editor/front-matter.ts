import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { skillFrontMatterSchema } from '@/lib/contract/skill';

const pattern = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** What is wrong, and the line of SKILL.md that it is about. */
export type FrontMatterProblem = { line: number; message: string };

export type FrontMatter = {
  /** As far as they could be read: empty where they are missing or not text. */
  name: string;
  description: string;
  /** False where there is none, or it is not YAML: then no field of it can be set. */
  isReadable: boolean;
  problems: readonly FrontMatterProblem[];
};

/** Reads the front matter of SKILL.md under the same rules as publishing does. */
export function readFrontMatter(content: string): FrontMatter {
  const text = pattern.exec(content)?.[1];
  if (text === undefined) {
    const message = 'SKILL.md begins with a line "---", then "name:" and "description:", then a line "---".';
    return { name: '', description: '', isReadable: false, problems: [{ line: 1, message }] };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: 'core', logLevel: 'silent' });
  // The first line of the file is the line of dashes.
  const lineOf = (offset: number): number => counter.linePos(offset).line + 1;
  const [error] = document.errors;
  if (error) {
    const message = error.message.split('\n')[0]?.replace(/ at line \d+.*$/u, '') ?? 'This is not YAML';
    return {
      name: '',
      description: '',
      isReadable: false,
      problems: [{ line: lineOf(error.pos[0]), message }],
    };
  }
  const value = valueOf(document);
  if (value === undefined) {
    const message = 'Aliases ("*name") are not understood in front matter; write the value out.';
    return { name: '', description: '', isReadable: false, problems: [{ line: 2, message }] };
  }
  const problems = issuesOf(value).map(({ key, message }) => ({
    line: lineOf(offsetOf(document, key)),
    message,
  }));
  return {
    name: textOf(value, 'name'),
    description: textOf(value, 'description'),
    isReadable: true,
    problems,
  };
}

/** The same text with one field of its front matter set, or as it was where there is no readable front matter. */
export function setFrontMatterField(content: string, field: 'name' | 'description', value: string): string {
  const match = pattern.exec(content);
  if (match?.[1] === undefined) return content;
  const document = parseDocument(match[1], { schema: 'core', logLevel: 'silent' });
  if (document.errors.length > 0) return content;
  document.set(field, document.createNode(value));
  const body = content.slice(match[0].length);
  return `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

/** SKILL.md without its front matter: what an agent reads. */
export function skillBody(content: string): string {
  const match = pattern.exec(content);
  return match ? content.slice(match[0].length) : content;
}

function valueOf(document: Document): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return value ?? {};
  } catch {
    return undefined;
  }
}

function issuesOf(value: unknown): { key: string; message: string }[] {
  const parsed = skillFrontMatterSchema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const key = String(issue.path[0] ?? '');
    if (key === '') return { key, message: 'Front matter is a list of "key: value" lines.' };
    const given = textOf(value, key);
    if (given === '') return { key, message: `"${key}" is missing. Write "${key}: …".` };
    return { key, message: `"${key}": ${issue.message}` };
  });
}

function offsetOf(document: Document, key: string): number {
  const node: unknown = key === '' ? undefined : document.get(key, true);
  return isNode(node) && node.range ? node.range[0] : 0;
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null || !(key in value)) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
}
