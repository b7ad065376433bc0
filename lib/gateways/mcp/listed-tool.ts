import type { Tool } from '@modelcontextprotocol/client';
import { toolAnnotationsSchema } from '@/lib/contract/tool-effect';
import type { ListedTool } from './tool-server-port';

/** A tool as the protocol describes it, in our terms. Hints that are not well formed are no hints. */
export function listedTool(tool: Tool): ListedTool {
  return {
    name: tool.name,
    description: tool.description ?? tool.title ?? '',
    inputSchema: { ...tool.inputSchema },
    outputSchema: tool.outputSchema ? { ...tool.outputSchema } : null,
    annotations: toolAnnotationsSchema.catch({}).parse(tool.annotations ?? {}),
  };
}
