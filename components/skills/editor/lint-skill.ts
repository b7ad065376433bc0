import { skillFileSchema, type SkillFile } from '@/lib/contract/skill';
import { readFrontMatter } from './front-matter';

export type LintNote = {
  tone: 'ok' | 'warning' | 'danger';
  title: string;
  detail?: string;
  /** The file that the note leads to. */
  path?: string;
  /** The file changed since the base: worth a look at the comparison. */
  isChange?: boolean;
};

export const skillFileName = 'SKILL.md';
const bytesMax = 10_000_000;
const filesMax = 500;

/**
 * What publishing would refuse (danger) and what deserves a look (warning), before anything is sent.
 * `name` is null for a skill that does not exist yet: then its front matter names it.
 */
export function lintSkill(options: {
  name: string | null;
  files: readonly SkillFile[];
  base: { version: number; files: readonly SkillFile[] } | null;
}): LintNote[] {
  const { name, files, base } = options;
  const content = files.find((file) => file.path === skillFileName)?.content;
  if (content === undefined) return [{ tone: 'danger', title: 'A skill needs a file SKILL.md at its top' }];
  return [
    ...frontMatterNotes(name, content),
    ...limitNotes(files),
    ...pathNotes(files),
    ...referenceNotes(content, files, base),
  ];
}

function frontMatterNotes(name: string | null, content: string): LintNote[] {
  const read = readFrontMatter(content);
  if (read.problems.length > 0) {
    return read.problems.map(({ line, message }) => ({
      tone: 'danger',
      title: `Line ${line} is not right`,
      detail: message,
      path: skillFileName,
    }));
  }
  if (name !== null && read.name !== name) {
    const detail = `The front matter says "${read.name}". A skill keeps its name; write "name: ${name}".`;
    return [{ tone: 'danger', title: `The name is not ${name}`, detail, path: skillFileName }];
  }
  return [{ tone: 'ok', title: 'Front matter is valid', detail: 'name and description within limits' }];
}

function limitNotes(files: readonly SkillFile[]): LintNote[] {
  const encoder = new TextEncoder();
  const bytes = files.reduce((sum, file) => sum + encoder.encode(file.content).length, 0);
  const notes: LintNote[] = [];
  if (bytes > bytesMax)
    notes.push({
      tone: 'danger',
      title: 'The files are larger than 10 MB together',
      detail: 'Remove or shorten some.',
    });
  if (files.length > filesMax)
    notes.push({ tone: 'danger', title: `More than ${filesMax} files`, detail: 'Remove some.' });
  return notes;
}

function pathNotes(files: readonly SkillFile[]): LintNote[] {
  return files.flatMap(({ path }) => {
    const others = files.filter((file) => file.path !== path).map((file) => file.path);
    const problem = pathProblem(path, others);
    return problem === null
      ? []
      : [{ tone: 'danger' as const, title: `${path} cannot be published`, detail: problem, path }];
  });
}

/** Why a file cannot be called that beside the others, or null. */
export function pathProblem(path: string, others: readonly string[]): string | null {
  const parsed = skillFileSchema.shape.path.safeParse(path);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'This is not a path.';
  const wanted = fold(path);
  for (const other of others) {
    const taken = fold(other);
    if (taken === wanted)
      return other === path ? `There is a file ${path} already.` : `${other} differs only in case or form.`;
    if (wanted.startsWith(`${taken}/`)) return `${other} is a file, so nothing can be inside it.`;
    if (taken.startsWith(`${wanted}/`)) return `${path} is a folder: ${other} is inside it.`;
  }
  return null;
}

function fold(path: string): string {
  return path.normalize('NFKC').toLowerCase();
}

/** Paths in SKILL.md, in backticks or as links, that lead nowhere or to a file that changed. */
function referenceNotes(
  content: string,
  files: readonly SkillFile[],
  base: { version: number; files: readonly SkillFile[] } | null,
): LintNote[] {
  const seen = new Set<string>();
  return content.split('\n').flatMap((text, index) =>
    [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.\w+)`|\]\((?:\.\/)?([^)\s:#?]+\.\w+)\)/gu)].flatMap(
      (match): LintNote[] => {
        const path = match[1] ?? match[2] ?? '';
        if (path === '' || path.startsWith('/') || seen.has(path)) return [];
        seen.add(path);
        const file = files.find((candidate) => candidate.path === path);
        const line = index + 1;
        if (!file)
          return [{ tone: 'warning', title: `Line ${line} names a file that is not here`, detail: path }];
        const before = base?.files.find((candidate) => candidate.path === path);
        if (!base || !before || before.content === file.content) return [];
        const title = `Line ${line} names a file that changed after version ${base.version}`;
        return [{ tone: 'warning', title, detail: path, path, isChange: true }];
      },
    ),
  );
}
