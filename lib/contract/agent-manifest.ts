import { z } from 'zod';
import { modelNameSchema, resourceNameSchema } from './names';

const toolListSchema = z.array(z.string().min(1).max(200)).max(500);

/** Model of an agent: a name, never a key. Keys of `params` that we do not know are handed to the provider as they are. */
export const manifestModelSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.looseObject({
    name: modelNameSchema,
    params: z
      .looseObject({
        max_tokens: z.number().int().min(1).optional(),
        temperature: z.number().min(0).max(2).optional(),
        top_p: z.number().min(0).max(1).optional(),
        top_k: z.number().int().min(1).optional(),
        parallel_tool_calls: z.boolean().optional(),
        reasoning_effort: z.string().max(40).optional(),
      })
      .optional(),
  }),
);

/** An attached MCP server. `preload` puts its tools' schemas in front of the model; otherwise it finds them when needed. */
export const manifestServerSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.looseObject({
    name: resourceNameSchema,
    preload: z.boolean().default(false),
    enable_tools: toolListSchema.optional(),
    disable_tools: toolListSchema.optional(),
    preload_tools: toolListSchema.optional(),
    require_approval_for_tools: toolListSchema.optional(),
  }),
);

const skillShorthand = /^([^@]+)(?:@(?:v(\d+)|([a-z0-9-]+)))?$/;

/** An attached skill: a version, or an alias, or neither for the latest. Shorthand: `refund-policy@v4`. */
export const manifestSkillSchema = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value;
    const match = skillShorthand.exec(value);
    if (!match) return { name: value };
    const [, name, version, alias] = match;
    return { name, ...(version ? { version: Number(version) } : {}), ...(alias ? { alias } : {}) };
  },
  z.looseObject({
    name: resourceNameSchema,
    version: z.number().int().min(1).optional(),
    alias: z.string().max(64).optional(),
    preload: z.boolean().default(false),
  }),
);

const responseFormatSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({
      name: z.string().min(1).max(64),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()).optional(),
      strict: z.boolean().optional(),
    }),
  }),
]);

/** Limits and switches of an agent. */
export const manifestConfigSchema = z.looseObject({
  iteration_limit: z.number().int().min(1).max(1024).optional(),
  timeout_seconds: z.number().int().min(1).max(86_400).optional(),
  max_cost_usd: z.number().positive().optional(),
  ask_user_questions: z.looseObject({ enabled: z.boolean() }).optional(),
});

/** A tool that the caller answers with `user.tool_response`. */
export const manifestClientToolSchema = z.looseObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'Use letters, digits, _ and -, at most 64.'),
  description: z.string().max(4096).default(''),
  schema: z.record(z.string(), z.unknown()).default({ type: 'object', properties: {} }),
});

/**
 * An agent definition: names, never secrets. The one schema behind the form, the REST body, YAML and the
 * OpenAPI document. Keys it does not know survive a round trip.
 */
export const agentManifestSchema = z.looseObject({
  name: resourceNameSchema,
  description: z.string().max(1024).default(''),
  tags: z.array(z.string().min(1).max(64)).max(50).default([]),
  model: manifestModelSchema,
  instructions: z.string().max(200_000).default(''),
  variables: z.record(z.string(), z.string()).optional(),
  messages: z
    .array(z.looseObject({ type: z.literal('user.message'), content: z.string().max(100_000) }))
    .max(50)
    .optional(),
  mcp_servers: z.array(manifestServerSchema).max(100).default([]),
  skills: z.array(manifestSkillSchema).max(100).default([]),
  client_tools: z.array(manifestClientToolSchema).max(100).optional(),
  response_format: responseFormatSchema.optional(),
  samples: z.array(z.string().max(4000)).max(20).optional(),
  config: manifestConfigSchema.default({}),
});

export type AgentManifest = z.infer<typeof agentManifestSchema>;
export type ManifestServer = z.infer<typeof manifestServerSchema>;
export type ManifestClientTool = z.infer<typeof manifestClientToolSchema>;
export type ManifestSkill = z.infer<typeof manifestSkillSchema>;

/** Limits that hold where a manifest says nothing. */
export const manifestDefaults = {
  iterationLimit: 100,
  timeoutSeconds: 900,
  /** Events of a turn without the increments of messages. */
  eventLimit: 20_000,
  maxManifestBytes: 1_000_000,
} as const;
