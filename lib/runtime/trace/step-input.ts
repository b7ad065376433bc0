import type { ContextMessage, ToolDefinition } from '@/lib/gateways/model/model-message';
import type { ModelRequest } from '@/lib/gateways/model/model-port';
import { foldSnapshots } from '../context/turn-snapshot';

type Sent = Pick<ModelRequest, 'system' | 'messages' | 'tools' | 'params'>;
type StepReference = { step: string };

/** Marks an input that refers to other rows: no tool's own arguments look like this by chance. */
const form = 'tackroom:prompt-by-reference';

/** An earlier step that holds the very same instructions or tools. */
type Holder = { step: string; text: string };
export type PromptHolders = { system: Holder; tools: Holder };

/**
 * What is stored of a model call's prompt: what no other row has. The messages before the turn are its parent's
 * context, those of the turn so far are the inputs of the calls before, and instructions and tools stand in the step
 * that first sent them. `restoreStepInput` puts it together again; a run never reads it.
 */
export type StoredStepInput = {
  form: typeof form;
  context: string | null;
  after: string | null;
  messages: readonly ContextMessage[];
  system: string | StepReference;
  tools: readonly ToolDefinition[] | StepReference;
  params: Sent['params'];
};

/** Knows what the calls of a turn have stored already. */
export interface PromptLedger {
  /** The input to store for a call; later calls of the turn build on it. */
  store(stepId: string, sent: Sent): StoredStepInput;
  holders(): PromptHolders | undefined;
}

/** For a turn that goes on from `parent`, of whose context the first `count` messages of each prompt are. */
export function createPromptLedger(
  parent: { turnId: string; count: number } | undefined,
  known: PromptHolders | undefined,
): PromptLedger {
  let after: string | null = null;
  let stored = parent?.count ?? 0;
  let holders = known;
  return {
    store(stepId, { system, messages, tools, params }) {
      const toolsText = JSON.stringify(tools);
      const sameSystem = holders?.system.text === system ? holders.system : undefined;
      const sameTools = holders?.tools.text === toolsText ? holders.tools : undefined;
      const input: StoredStepInput = {
        form,
        context: parent?.turnId ?? null,
        after,
        messages: messages.slice(stored),
        system: sameSystem ? { step: sameSystem.step } : system,
        tools: sameTools ? { step: sameTools.step } : tools,
        params,
      };
      after = stepId;
      stored = messages.length;
      holders = {
        system: sameSystem ?? { step: stepId, text: system },
        tools: sameTools ?? { step: stepId, text: toolsText },
      };
      return input;
    },
    holders: () => holders,
  };
}

/** Where the rows that an input names are read. */
export type StepInputSource = {
  /** Stored inputs of steps by id. */
  inputs(stepIds: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** Snapshots up to a turn's, the one that stands alone first. */
  snapshots(turnId: string): Promise<readonly unknown[]>;
};

const gone = '[This part of the prompt is no longer stored.]';

/** The whole prompt of a model call as it was sent. What an earlier release stored is whole already. */
export async function restoreStepInput(stored: unknown, source: StepInputSource): Promise<unknown> {
  if (!isStoredInput(stored)) return stored;
  const calls = await callsBefore(stored, source);
  const context = stored.context === null ? undefined : foldSnapshots(await source.snapshots(stored.context));
  const referred = [stored.system, stored.tools].flatMap((part) => (isReference(part) ? [part.step] : []));
  const holders = referred.length === 0 ? new Map<string, unknown>() : await source.inputs(referred);
  const part = (key: 'system' | 'tools') => {
    const own = stored[key];
    if (!isReference(own)) return own;
    const holder = holders.get(own.step);
    return isStoredInput(holder) ? holder[key] : key === 'system' ? gone : [];
  };
  return {
    system: part('system'),
    messages: [...(context?.messages ?? []), ...calls.flatMap((call) => call.messages), ...stored.messages],
    tools: part('tools'),
    params: stored.params,
  };
}

/** The calls of the turn before this one, the first one first. */
async function callsBefore(stored: StoredStepInput, source: StepInputSource): Promise<StoredStepInput[]> {
  const calls: StoredStepInput[] = [];
  for (let id = stored.after; id !== null;) {
    const call = (await source.inputs([id])).get(id);
    if (!isStoredInput(call)) break;
    calls.unshift(call);
    id = call.after;
  }
  return calls;
}

function isStoredInput(value: unknown): value is StoredStepInput {
  return typeof value === 'object' && value !== null && 'form' in value && value.form === form;
}

function isReference(value: unknown): value is StepReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'step' in value;
}
