import type { z } from 'zod';
import { AppError } from '@/lib/platform/app-error';
import { isStorableText, unstorableText } from './read-body';

/** Parses with the contract's schema; the first complaint becomes a sentence and the path of the field at fault. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: 'body' | 'query' | 'path',
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refusalOf(parsed.error.issues, what);
}

function refusalOf(issues: readonly z.core.$ZodIssue[], what: 'body' | 'query' | 'path'): AppError {
  const { path, message } = deepest(issues);
  const param = path.map(String).join('.');
  const more =
    issues.length > 1
      ? ` ${issues.length - 1} more ${issues.length > 2 ? 'fields are' : 'field is'} refused.`
      : '';
  const where = param === '' ? `The ${what}` : `"${param}"`;
  return new AppError(
    'invalid_request',
    `${where}: ${sentence(message)}${more}`,
    param === '' ? {} : { param },
  );
}

/** In a union the branch that came furthest says what is wrong; "invalid input" helps nobody. */
function deepest(issues: readonly z.core.$ZodIssue[]): { path: readonly PropertyKey[]; message: string } {
  const [first] = issues;
  if (first === undefined) return { path: [], message: 'is not valid' };
  if (first.code !== 'invalid_union' || first.errors.length === 0) return first;
  const branches = first.errors.filter((branch) => branch.length > 0).map(deepest);
  const best = branches.reduce<{ path: readonly PropertyKey[]; message: string } | undefined>(
    (chosen, branch) => (chosen === undefined || branch.path.length > chosen.path.length ? branch : chosen),
    undefined,
  );
  if (best === undefined) return first;
  return { path: [...first.path, ...best.path], message: best.message };
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** The query as an object: a name that comes twice becomes an array, which no scalar schema accepts. */
export function queryObject(search: URLSearchParams): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    if (!all.every(isStorableText)) throw unstorableText(name);
    const [only] = all;
    values[name] = all.length === 1 && only !== undefined ? only : all;
  }
  return { ...values };
}

/** Path parameters, which Next has decoded. */
export function pathObject(
  params: Record<string, string | string[] | undefined>,
): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    if (![value].flat().every(isStorableText)) throw unstorableText(name);
    values[name] = value;
  }
  return values;
}
