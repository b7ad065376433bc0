import type { McpTool } from '@/lib/contract/mcp-server';
import { suggestedEffect } from '@/lib/contract/tool-effect';
import { countTokens } from '@/lib/platform/count-tokens';
import type { McpToolRecord } from '@/lib/storage/mcp-tools';

/** A tool as the API shows it, with what its server suggests and what its schema costs. */
export function toolView(tool: McpToolRecord): McpTool {
  const { name, description, inputSchema } = tool;
  return {
    id: tool.id,
    server: tool.server,
    name,
    description,
    input_schema: inputSchema,
    output_schema: tool.outputSchema,
    annotations: tool.annotations,
    suggested_effect: suggestedEffect(tool.annotations) ?? null,
    effect: tool.effect,
    idempotent: tool.idempotent,
    enabled: tool.enabled,
    digest: tool.digest,
    state: tool.state,
    token_count: countTokens(JSON.stringify({ name, description, parameters: inputSchema })),
    updated_at: tool.updatedAt.toISOString(),
  };
}
