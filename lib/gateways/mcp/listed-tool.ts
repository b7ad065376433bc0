import type { Tool } from '@modelcontextprotocol/client';
import { toolAnnotationsSchema } from '@/lib/contract/tool-effect';
import { storableObject, storableText } from './storable';
import type { ListedTool } from './tool-server-port';

/** A tool as the protocol describes it, in our terms. Hints that are not well formed are no hints. */
export function listedTool(tool: Tool): ListedTool {
  return {
    name: storableText(tool.name),
    description: storableText(tool.description ?? tool.title ?? ''),
    inputSchema: storableObject(tool.inputSchema) ?? { type: 'object' },
    outputSchema: storableObject(tool.outputSchema),
    annotations: toolAnnotationsSchema.catch({}).parse(storableObject(tool.annotations) ?? {}),
  };
}
