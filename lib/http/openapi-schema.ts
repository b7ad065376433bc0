import { z } from 'zod';

export type JsonObject = Record<string, unknown>;

/** What JSON Schema cannot say (a refinement, a transformation) is left open rather than refused. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain;
}
