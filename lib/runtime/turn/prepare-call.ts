import type { StoredCall } from '@/lib/storage/turn-store-port';
import type { OpenCall } from '../context/fold-turn';
import type { ToolCatalogue } from '../context/tool-catalogue';
import type { ClientTool, HarnessTool, ServerTool } from '../tools/runnable-tool';
import { checkInput } from './check-input';
import { parseArguments } from './parse-arguments';

export type PreparedCall =
  | {
      status: 'ready';
      call: OpenCall;
      tool: ServerTool | HarnessTool | ClientTool;
      input: Record<string, unknown>;
      edited: boolean;
    }
  /** Nothing to run: the model is told why. */
  | { status: 'refused'; call: OpenCall; content: string };

/**
 * First of the four steps of a call: which tool it is and whether its arguments fit. A person's edit replaces the
 * model's arguments and is held to the same schema.
 */
export function prepareCall(
  call: OpenCall,
  catalogue: ToolCatalogue,
  stored: StoredCall | undefined,
): PreparedCall {
  const refused = (content: string): PreparedCall => ({ status: 'refused', call, content });
  const named = catalogue.byName.get(call.name);
  if (!named)
    return refused(
      `There is no tool "${call.name}". Tools: ${[...catalogue.byName.keys()].join(', ') || 'none'}.`,
    );
  const parsed = parseArguments(call.arguments);
  if (!parsed.ok) return refused(parsed.message);
  const target =
    named.kind === 'forward' ? named.resolve(parsed.value) : { tool: named, input: parsed.value };
  if ('isError' in target) return refused(target.content);
  const edit = stored?.decision?.status === 'allow' ? stored.decision.arguments : undefined;
  // What is sent again is what was sent, which somebody may have edited then.
  const again =
    stored?.gate === 'unknown_outcome' && stored.decision?.status === 'allow' ? stored.arguments : undefined;
  const input = edit ?? again ?? target.input;
  const problem = checkInput(target.tool.definition, input);
  if (problem) return refused(problem);
  return { status: 'ready', call, tool: target.tool, input, edited: edit !== undefined };
}
