import { z } from 'zod';
import { streamEventSchema, turnStartedSchema, turnSteeredSchema } from './event';

/**
 * Groups of event types that reach a client only when it asks with `?include=`: the catalogue without it stays as it
 * is. `context` is reserved for compaction and offloading, which bring their types with them.
 */
export const turnIncludes = ['context', 'progress'] as const;
export type TurnInclude = (typeof turnIncludes)[number];

const threaded = { id: z.string(), sequence_id: z.number(), created_at: z.string(), thread_id: z.string() };

/** A call left for its server; its `tool.response` follows. */
export const toolDispatchedSchema = z.object({
  ...threaded,
  type: z.literal('tool.dispatched'),
  tool_call_id: z.string(),
  server: z.string(),
  tool: z.string(),
});

/** How far a running call is, as its server says, at most five times a second. Streams only, and gone five minutes after the turn. */
export const toolProgressSchema = z.object({
  ...threaded,
  type: z.literal('tool.progress'),
  tool_call_id: z.string(),
  progress: z.number(),
  total: z.number().optional(),
  message: z.string().optional(),
});

/** Types of `?include=progress`. */
export const optInEventSchema = z.union([
  turnStartedSchema,
  turnSteeredSchema,
  toolDispatchedSchema,
  toolProgressSchema,
]);
export type OptInEvent = z.infer<typeof optInEventSchema>;

/** All that a turn's stream may bring. */
export const turnStreamEventSchema = z.union([streamEventSchema, optInEventSchema]);

/** `?include=context,progress`; a name that is not one of the groups is refused. */
export const includeSchema = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(turnIncludes)))
  .optional();

export const turnCreateQuerySchema = z.strictObject({ include: includeSchema });
