import { z } from 'zod';

export { effectiveEffect } from './effective-effect';

/** What an admin says a tool does. `unset` asks like `destructive` until somebody has looked. */
export const toolEffectSchema = z.enum(['unset', 'read_only', 'write', 'destructive']);
export type ToolEffect = z.infer<typeof toolEffectSchema>;

/** What the server says of its own tool. Suggestions: they never lower a gate by themselves. */
export const toolAnnotationsSchema = z.looseObject({
  title: z.string().optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});
export type ToolAnnotations = z.infer<typeof toolAnnotationsSchema>;

/** Whether a call of a tool with this flag waits for a person. */
export function effectAsks(effect: ToolEffect): boolean {
  return effect === 'unset' || effect === 'destructive';
}

/** `new` until an admin has set a flag; `changed` when the definition differs from the one that was flagged. */
export const toolStateSchema = z.enum(['ok', 'new', 'changed']);
export type ToolState = z.infer<typeof toolStateSchema>;

/** The flag a server's own hints suggest, for the bulk action that accepts them. No hints: no suggestion. */
export function suggestedEffect(annotations: ToolAnnotations): ToolEffect | undefined {
  if (annotations.readOnlyHint === true) return 'read_only';
  if (annotations.destructiveHint === true) return 'destructive';
  if (annotations.destructiveHint === false) return 'write';
  return undefined;
}
