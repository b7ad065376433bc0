import type { LanguageModelV3CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';

const count = z.number().int();
const standardSchema = z.object({
  max_tokens: count.optional(),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  top_k: count.optional(),
  seed: count.optional(),
  presence_penalty: z.number().optional(),
  frequency_penalty: z.number().optional(),
  stop: z.union([z.string().transform((text) => [text]), z.array(z.string())]).optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning_effort: z.string().optional(),
});

type StandardOptions = Pick<
  LanguageModelV3CallOptions,
  | 'maxOutputTokens'
  | 'temperature'
  | 'topP'
  | 'topK'
  | 'seed'
  | 'presencePenalty'
  | 'frequencyPenalty'
  | 'stopSequences'
>;

export type ReadParams = {
  standard: StandardOptions;
  parallelToolCalls: boolean | undefined;
  reasoningEffort: string | undefined;
  /** Handed to the provider as they are. */
  unknown: Readonly<Record<string, unknown>>;
};

/** Sorts a manifest's model parameters into those every vendor has a word for and those that are passed through. */
export function readParams(params: Readonly<Record<string, unknown>>): ReadParams {
  const parsed = standardSchema.safeParse(params);
  // A known name with a value of another kind goes through as well: the provider's own answer says what is wrong.
  const known = parsed.success ? parsed.data : {};
  const unknown = Object.fromEntries(
    Object.entries(params).filter(([key, value]) => value !== undefined && !(key in known)),
  );
  const standard: StandardOptions = {};
  if (known.max_tokens !== undefined) standard.maxOutputTokens = known.max_tokens;
  if (known.temperature !== undefined) standard.temperature = known.temperature;
  if (known.top_p !== undefined) standard.topP = known.top_p;
  if (known.top_k !== undefined) standard.topK = known.top_k;
  if (known.seed !== undefined) standard.seed = known.seed;
  if (known.presence_penalty !== undefined) standard.presencePenalty = known.presence_penalty;
  if (known.frequency_penalty !== undefined) standard.frequencyPenalty = known.frequency_penalty;
  if (known.stop !== undefined) standard.stopSequences = known.stop;
  return {
    standard,
    parallelToolCalls: known.parallel_tool_calls,
    reasoningEffort: known.reasoning_effort,
    unknown,
  };
}
