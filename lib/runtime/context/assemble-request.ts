import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { ContextBreakdown } from '@/lib/contract/trace';
import type { ContextMessage } from '@/lib/gateways/model/model-message';
import type { ModelRequest } from '@/lib/gateways/model/model-port';
import { countTokens } from '@/lib/platform/count-tokens';
import { renderVariables } from './render-variables';
import type { ToolCatalogue } from './tool-catalogue';

/** A model request in the making, with what each part of it weighs. */
export type AssembledRequest = Pick<
  ModelRequest,
  'system' | 'messages' | 'tools' | 'params' | 'responseFormat'
> & {
  breakdown: ContextBreakdown;
};

/** Pure: instructions first, then what the capabilities say, in a fixed order, so that the prefix can be cached. */
export function assembleRequest(
  manifest: AgentManifest,
  catalogue: ToolCatalogue,
  messages: readonly ContextMessage[],
): AssembledRequest {
  const instructions = renderVariables(manifest.instructions, manifest.variables ?? {}).trim();
  const texts = (part: 'harness' | 'skills') =>
    catalogue.capabilities.flatMap((item) =>
      item.part === part && item.instructions ? [item.instructions] : [],
    );
  const harness = texts('harness');
  const skills = texts('skills');
  const harnessTools = catalogue.definitions.filter(
    ({ name }) => catalogue.byName.get(name)?.kind !== 'server',
  );
  const serverTools = catalogue.definitions.filter(
    ({ name }) => catalogue.byName.get(name)?.kind === 'server',
  );
  return {
    system: [instructions, ...skills, ...harness].filter((text) => text !== '').join('\n\n'),
    // A copy: the conversation grows while the request is under way.
    messages: [...messages],
    tools: catalogue.definitions,
    params: manifest.model.params ?? {},
    ...responseFormat(manifest),
    breakdown: {
      harness: sum(harness) + sum(harnessTools.map(definitionText)),
      instructions: countTokens(instructions),
      skills: sum(skills),
      tools: sum(serverTools.map(definitionText)),
      messages: sum(messages.filter((message) => message.role !== 'tool').map(messageText)),
      results: sum(messages.filter((message) => message.role === 'tool').map(messageText)),
    },
  };
}

/** A tool as it stands in the context, for counting. */
export function definitionText(definition: {
  name: string;
  description: string;
  inputSchema: unknown;
}): string {
  return `${definition.name}\n${definition.description}\n${JSON.stringify(definition.inputSchema)}`;
}

function responseFormat(manifest: AgentManifest): Pick<ModelRequest, 'responseFormat'> {
  const format = manifest.response_format;
  if (!format || format.type === 'text') return {};
  if (format.type === 'json_object') return { responseFormat: { type: 'json' } };
  const { name, schema } = format.json_schema;
  return { responseFormat: { type: 'json', name, ...(schema ? { schema } : {}) } };
}

function sum(texts: readonly string[]): number {
  return texts.reduce((total, text) => total + countTokens(text), 0);
}

function messageText(message: ContextMessage): string {
  if (message.role === 'tool') return message.content;
  if (message.role === 'user')
    return message.content.map((part) => (part.type === 'text' ? part.text : part.filename)).join('\n');
  return [message.content, ...message.toolCalls.map((call) => `${call.name} ${call.arguments}`)].join('\n');
}
