import { Ajv, type ValidateFunction } from 'ajv';
import type { ToolDefinition } from '@/lib/gateways/model/model-message';

/** Larger schemas are left to the server, which checks its own input anyway. */
const maxSchemaCharacters = 65_536;
const maxCached = 500;
const cache = new Map<string, ValidateFunction | null>();

/** Holds arguments against a tool's schema; a sentence for the model when they do not fit, else undefined. */
export function checkInput(definition: ToolDefinition, input: Record<string, unknown>): string | undefined {
  const validate = validatorOf(definition.inputSchema);
  if (!validate || validate(input)) return undefined;
  const problems = (validate.errors ?? []).slice(0, 5).map((error) => {
    const path =
      error.instancePath === '' ? 'the arguments' : `"${error.instancePath.slice(1).replaceAll('/', '.')}"`;
    return `${path} ${error.message ?? 'does not fit'}`;
  });
  return `The arguments do not fit the schema of "${definition.name}": ${problems.join('; ')}. Correct them and call again.`;
}

function validatorOf(schema: Record<string, unknown>): ValidateFunction | null {
  const text = JSON.stringify(schema);
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const validate = text.length > maxSchemaCharacters ? null : compile(schema);
  if (cache.size >= maxCached) cache.clear();
  cache.set(text, validate);
  return validate;
}

/** Null for a schema that does not compile, such as one with a remote $ref, which is never fetched. */
function compile(schema: Record<string, unknown>): ValidateFunction | null {
  try {
    // A fresh instance each time: two servers may use the same $id for different schemas.
    const { $schema: _dialect, ...plain } = schema;
    return new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false }).compile(plain);
  } catch {
    return null;
  }
}
