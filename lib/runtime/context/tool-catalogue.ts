import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { ToolInfo } from '@/lib/contract/tool-call';
import type { ToolDefinition } from '@/lib/gateways/model/model-message';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';
import { whyItAsks } from '../policy/decide';
import { skillCapability, type AttachedSkill } from '../skills/skill-capability';
import { askUserQuestion } from '../tools/ask-user-question';
import { clientTools } from '../tools/client-tools';
import { deferredTools } from '../tools/deferred-tools';
import type { Capability, RunnableTool } from '../tools/runnable-tool';
import { serverTools } from '../tools/server-tools';

/** What an agent can do in this moment: words for the prompt and tools by the name the model uses. */
export type ToolCatalogue = {
  capabilities: readonly Capability[];
  byName: ReadonlyMap<string, RunnableTool>;
  /** Definitions in a fixed order, so that the prefix of the prompt stays the same from call to call. */
  definitions: readonly ToolDefinition[];
};

export type CatalogueInput = {
  manifest: AgentManifest;
  policies: readonly ToolPolicy[];
  skills: readonly AttachedSkill[];
};

/** Pure: the same manifest, flags and skills always give the same catalogue in the same order. */
export function buildCatalogue({ manifest, policies, skills }: CatalogueInput): ToolCatalogue {
  const servers = manifest.mcp_servers.map((server) => ({ server, tools: serverTools(server, policies) }));
  const direct = servers.flatMap(({ tools }) => tools.filter((tool) => !tool.isDeferred));
  const deferred = servers
    .map(({ server, tools }) => ({
      name: server.name,
      description: policies.find((policy) => policy.server === server.name)?.serverDescription ?? '',
      tools: tools.filter((tool) => tool.isDeferred),
    }))
    .filter(({ tools }) => tools.length > 0);
  const asksQuestions = manifest.config.ask_user_questions?.enabled ?? true;
  const capabilities = [
    skillCapability(skills),
    deferredTools(deferred),
    asksQuestions ? askUserQuestion : undefined,
    clientTools(manifest.client_tools),
  ].filter((capability) => capability !== undefined);
  const tools = [...capabilities.flatMap((capability) => capability.tools), ...direct];
  return {
    capabilities,
    byName: new Map(tools.map((tool) => [tool.definition.name, tool])),
    definitions: tools.map((tool) => tool.definition),
  };
}

/** How a call of a tool is shown: its server, its own name, and whether it will ask. */
export function toolInfo(tool: RunnableTool): ToolInfo {
  if (tool.kind === 'server') {
    return {
      mcp_server_id: tool.policy.serverId,
      mcp_server_name: tool.policy.server,
      original_tool_name: tool.policy.name,
      is_approval_required: whyItAsks(tool.policy, tool.asks) !== undefined,
      is_deferred: tool.isDeferred,
      is_client_side: false,
    };
  }
  return {
    mcp_server_id: 'harness',
    mcp_server_name: 'harness',
    original_tool_name: tool.definition.name,
    is_approval_required: false,
    is_deferred: false,
    is_client_side: tool.kind === 'client',
  };
}
