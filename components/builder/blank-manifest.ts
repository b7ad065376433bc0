import type { AgentManifest } from '@/lib/contract/agent-manifest';

/** Where a new agent starts: nothing attached, the given model. */
export function blankManifest(model: string | undefined): AgentManifest {
  return {
    name: '',
    description: '',
    tags: [],
    model: { name: model ?? '' },
    instructions: '',
    mcp_servers: [],
    skills: [],
    config: {},
  };
}

/** A name for trying a draft that has none yet. */
export const untitledName = 'untitled-agent';
