import { parse } from 'yaml';
import { skillFrontMatterSchema, type SkillFile } from '@/lib/contract/skill';
import { AppError } from '@/lib/platform/app-error';

/** Bytes of all files of a skill together. */
export const skillLimitBytes = 10_000_000;
const frontMatterPattern = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Checks a skill's files against the open format and reads what SKILL.md says of itself. */
export function readSkillFiles(name: string, files: readonly SkillFile[]): { description: string } {
  refuseOversize(files);
  refuseClashes(files);
  const index = files.findIndex((file) => file.path === 'SKILL.md');
  const skill = files[index];
  if (skill === undefined)
    throw refuse(
      'A skill needs a file SKILL.md at its top, with its name and description in front matter.',
      'files',
    );
  const param = `files.${index}.content`;
  const frontMatter = parseFrontMatter(skill.content, param);
  if (frontMatter.name !== name) {
    throw refuse(
      `SKILL.md names itself "${frontMatter.name}", but it is published as "${name}". Make the two the same.`,
      param,
    );
  }
  return { description: frontMatter.description };
}

function refuseOversize(files: readonly SkillFile[]): void {
  const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.content), 0);
  if (bytes <= skillLimitBytes) return;
  throw new AppError(
    'too_large',
    `The skill's files have ${bytes.toLocaleString('en')} bytes together; the limit is ${skillLimitBytes.toLocaleString('en')}.`,
    { param: 'files' },
  );
}

/** Two paths that one file system somewhere would take for the same, or a file where another needs a folder. */
function refuseClashes(files: readonly SkillFile[]): void {
  const seen = new Map<string, string>();
  const fold = (path: string) => path.normalize('NFKC').toLowerCase();
  for (const [index, { path }] of files.entries()) {
    const other = seen.get(fold(path));
    if (other !== undefined) {
      const clash =
        other === path
          ? `The path "${path}" is given twice.`
          : `The paths "${other}" and "${path}" differ only in case or form.`;
      throw refuse(`${clash} Rename or remove one.`, `files.${index}.path`);
    }
    seen.set(fold(path), path);
  }
  for (const [index, { path }] of files.entries()) {
    const parts = fold(path).split('/');
    const blocked = parts
      .slice(1)
      .map((_, depth) => parts.slice(0, depth + 1).join('/'))
      .find((folder) => seen.has(folder));
    if (blocked !== undefined)
      throw refuse(
        `"${seen.get(blocked) ?? blocked}" is a file, so "${path}" cannot be inside it. Rename one.`,
        `files.${index}.path`,
      );
  }
}

function parseFrontMatter(content: string, param: string): { name: string; description: string } {
  const text = frontMatterPattern.exec(content)?.[1];
  if (text === undefined) {
    throw refuse(
      'SKILL.md must begin with front matter: a line "---", then "name:" and "description:", then "---".',
      param,
    );
  }
  const parsed = skillFrontMatterSchema.safeParse(parseYaml(text, param));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw refuse(
    `The front matter of SKILL.md is not right at "${field}": ${issue?.message ?? 'it has to be an object'}.`,
    param,
  );
}

function parseYaml(text: string, param: string): unknown {
  try {
    // No aliases: a few of them can unfold into gigabytes.
    return parse(text, { maxAliasCount: 0, schema: 'core', logLevel: 'error' });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw refuse(`The front matter of SKILL.md is not valid YAML: ${reason.slice(0, 200)}`, param);
  }
}

function refuse(message: string, param: string): AppError {
  return new AppError('invalid_request', message, { param });
}
