import { parseAllDocuments, type Document } from 'yaml';
import { AppError } from '@/lib/platform/app-error';
import { readText, refuseUnstorable } from './read-body';

const types: readonly string[] = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];
/** References that a document may resolve: enough to repeat a few lines, too few to blow one up. */
const maxAliasCount = 100;
const maxBytes = 1_000_000;
const maxDepth = 200;

/** Whether a request says that its body is YAML. */
export function isYaml(request: Request): boolean {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return type !== undefined && types.includes(type);
}

/** Reads YAML as the definitions that its documents hold. A document that is a list of them counts as each. */
export async function readYamlBody(request: Request, limitBytes: number): Promise<unknown> {
  const text = await readText(request, Math.min(limitBytes, maxBytes));
  const documents = parseAllDocuments(text);
  const manifests: unknown[] = [];
  for (const document of documents) {
    const [problem] = document.errors;
    if (problem) throw notYaml(problem.message);
    manifests.push(...[valueOf(document)].flat());
  }
  const value = { manifests: manifests.filter((manifest) => manifest !== null) };
  refuseDepth(value, 0);
  refuseUnstorable(value);
  return value;
}

function valueOf(document: Pick<Document, 'toJS'>): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (error) {
    throw notYaml(error instanceof Error ? error.message : 'its references cannot be resolved');
  }
}

function refuseDepth(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maxDepth) throw notYaml(`it nests deeper than ${maxDepth} levels`);
  for (const inner of Object.values(value)) refuseDepth(inner, depth + 1);
}

function notYaml(why: string): AppError {
  const reason = why
    .split('\n')[0]
    ?.replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 160);
  return new AppError('invalid_request', `The body is not valid YAML (${reason}). Check its indentation.`);
}
