import type { LoggedModelMessage, ModelDelta } from '@/lib/contract/log-event';
import type { ToolCall, ToolCallDelta } from '@/lib/contract/tool-call';
import { newId } from '@/lib/platform/ids';
import type { ModelChunk } from '@/lib/gateways/model/model-port';
import { toolInfo, type ToolCatalogue } from '../context/tool-catalogue';
import { parseArguments } from './parse-arguments';

type BuiltCall = {
  id: string;
  providerCallId: string;
  name: string;
  arguments: string;
  isForwarded: boolean;
};
type BuiltMessage = Pick<LoggedModelMessage, 'content' | 'reasoning_content' | 'tool_calls' | 'model_calls'>;

/**
 * Gathers one model message from its chunks and says what to stream of each. A forwarded call (`call_tool`) is held
 * back until its arguments are whole, because people are shown the real tool.
 */
export function createMessageBuilder(catalogue: ToolCatalogue) {
  let content = '';
  let reasoning = '';
  const calls: BuiltCall[] = [];

  function startCall(
    chunk: Extract<ModelChunk, { type: 'tool_call_start' }>,
  ): Partial<ModelDelta> | undefined {
    const tool = catalogue.byName.get(chunk.name);
    const isForwarded = tool?.kind === 'forward';
    const call = {
      id: newId('toolCall'),
      providerCallId: chunk.providerCallId,
      name: chunk.name,
      arguments: '',
      isForwarded,
    };
    calls[chunk.index] = call;
    if (isForwarded) return undefined;
    const info = tool && toolInfo(tool);
    const delta: ToolCallDelta = {
      index: chunk.index,
      id: call.id,
      type: 'function',
      function: { name: call.name, arguments: '' },
    };
    return { tool_calls: [info ? { ...delta, tool_info: info } : delta] };
  }

  return {
    /** What to stream of a chunk; undefined for nothing. */
    add(chunk: ModelChunk): Partial<ModelDelta> | undefined {
      if (chunk.type === 'text') {
        content += chunk.text;
        return { content: chunk.text };
      }
      if (chunk.type === 'reasoning') {
        reasoning += chunk.text;
        return { reasoning_content: chunk.text };
      }
      if (chunk.type === 'tool_call_start') return startCall(chunk);
      if (chunk.type !== 'tool_call_arguments') return undefined;
      const call = calls[chunk.index];
      if (!call) return undefined;
      call.arguments += chunk.text;
      return call.isForwarded
        ? undefined
        : { tool_calls: [{ index: chunk.index, function: { arguments: chunk.text } }] };
    },
    /** Calls that were held back, as one delta; undefined when there are none. */
    heldBack(): Partial<ModelDelta> | undefined {
      const held = calls.flatMap((call, index) =>
        call.isForwarded ? [{ index, ...shownCall(call, catalogue) }] : [],
      );
      return held.length > 0 ? { tool_calls: held } : undefined;
    },
    hasContent: () => content !== '' || reasoning !== '',
    /** The whole message. `withCalls` is false when the stream was cut: half a call is no call. */
    build(withCalls: boolean): BuiltMessage {
      const whole = withCalls ? calls : [];
      return {
        content,
        ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
        tool_calls: whole.map((call) => shownCall(call, catalogue)),
        model_calls: whole.map((call) => ({
          id: call.id,
          provider_call_id: call.providerCallId,
          name: call.name,
          arguments: call.arguments === '' ? '{}' : call.arguments,
        })),
      };
    },
  };
}

/** A call as people see it: the real tool and its arguments, however the model got there. */
function shownCall(call: BuiltCall, catalogue: ToolCatalogue): ToolCall {
  const tool = catalogue.byName.get(call.name);
  const text = call.arguments === '' ? '{}' : call.arguments;
  const plain = { id: call.id, type: 'function' as const };
  if (tool?.kind === 'forward') {
    const input = parseArguments(text);
    const target = input.ok ? tool.resolve(input.value) : undefined;
    if (target && 'tool' in target) {
      const name = target.tool.definition.name;
      return {
        ...plain,
        function: { name, arguments: JSON.stringify(target.input) },
        tool_info: toolInfo(target.tool),
      };
    }
  }
  return {
    ...plain,
    function: { name: call.name, arguments: text },
    ...(tool ? { tool_info: toolInfo(tool) } : {}),
  };
}
