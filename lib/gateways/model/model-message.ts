/** A message in our own terms; vendors' forms exist only behind the model gateway. */
export type ContextMessage =
  | { role: 'user'; content: readonly UserPart[] }
  | {
      role: 'assistant';
      content: string;
      reasoning?: string;
      toolCalls: readonly ContextToolCall[];
      /** What the provider wants back with the next call, such as reasoning signatures. */
      providerMetadata?: Record<string, unknown>;
      /** `provider/model` that wrote it: metadata is handed back to the same provider only. */
      model?: string;
    }
  | { role: 'tool'; toolCallId: string; toolName: string; content: string; isError: boolean };

export type UserPart =
  | { type: 'text'; text: string }
  /** Bytes are fetched by digest just before the call: the log and the snapshots hold only this reference. */
  | { type: 'file'; filename: string; mediaType: string; digest: string; data?: Uint8Array };

export type ContextToolCall = {
  /** Ours, unique in the session. */
  id: string;
  /** The provider's own id, restored at the edge. */
  providerCallId: string;
  /** Name the model was given, such as `payments__issue_refund`. */
  name: string;
  /** JSON text as the model wrote it. */
  arguments: string;
};

/** A tool as a model is told of it. */
export type ToolDefinition = {
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
};
