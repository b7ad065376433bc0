import type { JSONValue, SharedV3ProviderMetadata } from '@ai-sdk/provider';
import { z } from 'zod';

const jsonValueSchema: z.ZodType<JSONValue> = z.json();
const metadataSchema: z.ZodType<SharedV3ProviderMetadata> = z.record(
  z.string(),
  z.record(z.string(), jsonValueSchema),
);

/**
 * The order of a message's parts with what the provider wants back beside each, such as a reasoning signature. Texts
 * are stored with the message: here are only their lengths, so that nothing is kept twice.
 */
const replayPartsSchema = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), length: z.number(), metadata: metadataSchema.optional() }),
    z.object({ type: z.literal('reasoning'), length: z.number(), metadata: metadataSchema.optional() }),
    z.object({
      type: z.literal('tool_call'),
      providerCallId: z.string(),
      metadata: metadataSchema.optional(),
    }),
  ]),
);

export type ReplayPart = z.infer<typeof replayPartsSchema>[number];

const storedSchema = z.object({ parts: replayPartsSchema });

/** Reads what an earlier call left with its message; undefined when there is nothing usable. */
export function readReplayParts(stored: Record<string, unknown> | undefined): ReplayPart[] | undefined {
  const parsed = storedSchema.safeParse(stored);
  return parsed.success ? parsed.data.parts : undefined;
}
