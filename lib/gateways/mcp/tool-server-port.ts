import type { ToolAnnotations } from '@/lib/contract/tool-effect';

/** A tool as its server lists it. */
export type ListedTool = {
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown> | null;
  annotations: ToolAnnotations;
};

export type ToolServerFailure = {
  code:
    | 'server_not_found'
    | 'server_disabled'
    | 'unreachable'
    | 'unauthorised'
    | 'timeout'
    | 'invalid_answer'
    | 'too_large'
    | 'cancelled';
  /** Names the server and the remedy; never a header or an upstream body. */
  message: string;
  /** Whether the call may have reached the tool: decides between "failed" and "outcome unknown". */
  mayHaveRun: boolean;
};

export type ToolServerResult<Value> =
  | { ok: true; value: Value; latencyMs: number }
  | { ok: false; failure: ToolServerFailure; latencyMs: number };

/** Result of a call in our terms: text the model reads, the structured form, and whether the tool itself failed. */
export type ToolCallResult = {
  content: string;
  structured: Record<string, unknown> | null;
  isError: boolean;
};

export type CallProgress = { progress: number; total?: number; message?: string };

export type ToolServerAddress = { organisationId: string; server: string };

/** The MCP gateway as the runtime and the features see it. Failure is data; nothing here throws for a server. */
export interface ToolServerPort {
  /** Connects if needed and lists every tool (all pages). */
  listTools(address: ToolServerAddress, signal: AbortSignal): Promise<ToolServerResult<ListedTool[]>>;
  /** Calls a tool. `timeoutMs` bounds the call; the signal cancels it at the server too. */
  callTool(
    address: ToolServerAddress,
    call: {
      tool: string;
      arguments: Record<string, unknown>;
      timeoutMs: number;
      /** Hears how far the call is, where its server says so. */
      onProgress?: (progress: CallProgress) => void;
    },
    signal: AbortSignal,
  ): Promise<ToolServerResult<ToolCallResult>>;
  /** Id of the connection's MCP session, ours where the server has none. Null before the first connect. */
  sessionId(address: ToolServerAddress): string | null;
  /** Forgets connections of a server whose address or credential changed, or that was deleted. */
  forget(address: ToolServerAddress): Promise<void>;
  close(): Promise<void>;
}
