import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { Capability } from './runnable-tool';

/** Tools the manifest declares and the caller's own program answers. */
export function clientTools(declared: AgentManifest['client_tools']): Capability | undefined {
  if (!declared || declared.length === 0) return undefined;
  return {
    part: 'harness',
    instructions: undefined,
    tools: declared.map((tool) => ({
      kind: 'client',
      isQuestion: false,
      definition: { name: tool.name, description: tool.description, inputSchema: tool.schema },
    })),
  };
}
