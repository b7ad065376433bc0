import type { ToolDefinition } from '@/lib/gateways/model/model-message';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';

/** What a built-in tool answers; failure is an answer too. */
export type ToolAnswer = {
  content: string;
  isError: boolean;
  /** Small facts for the trace. */ detail?: Record<string, unknown>;
};

/** A tool of an MCP server. `asks` is the agent's own wish for approval: it raises a gate and never lowers one. */
export type ServerTool = {
  kind: 'server';
  definition: ToolDefinition;
  policy: ToolPolicy;
  asks: boolean;
  isDeferred: boolean;
};

/** A tool that runs inside the harness and touches nothing outside it. */
export type HarnessTool = {
  kind: 'harness';
  definition: ToolDefinition;
  stepType: 'tool_call' | 'skill';
  run(input: Record<string, unknown>): ToolAnswer;
};

/** A tool that stands for another: the call is carried on as a call of that one, through the same gate. */
export type ForwardingTool = {
  kind: 'forward';
  definition: ToolDefinition;
  resolve(input: Record<string, unknown>): { tool: ServerTool; input: Record<string, unknown> } | ToolAnswer;
};

/** A tool that a person or the caller's program answers. */
export type ClientTool = { kind: 'client'; definition: ToolDefinition; isQuestion: boolean };

export type RunnableTool = ServerTool | HarnessTool | ForwardingTool | ClientTool;

/** A capability contributes words and tools to a run; the loop knows none by name. */
export interface Capability {
  /** Text for the system prompt; undefined when it has nothing to say. */
  instructions: string | undefined;
  /** Which part of the context the text counts as. */
  part: 'harness' | 'skills';
  tools: readonly RunnableTool[];
}
