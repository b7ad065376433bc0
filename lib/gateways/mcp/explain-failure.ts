import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { findOutboundRefusal } from '@/lib/gateways/outbound/outbound-refusal';
import { answerBytesMax, ConnectTimeout } from './connection';
import type { ToolServerFailure } from './tool-server-port';

/** What was being done when it failed: nothing can have run while we were still connecting or listing. */
export type FailedWork = { server: string; stage: 'connect' | 'list' | 'call'; timeoutMs?: number };

// The request never left: no address, no connection.
const neverSentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Turns whatever the client threw into a sentence that names the server and the remedy, without upstream text. */
export function explainFailure(error: unknown, work: FailedWork): ToolServerFailure {
  const mayHaveRun = work.stage === 'call';
  const name = `MCP server "${work.server}"`;
  const refusal = findOutboundRefusal(error);
  if (refusal)
    return { code: 'unreachable', message: `${name} was not called: ${refusal.message}`, mayHaveRun: false };
  if (error instanceof ConnectTimeout) {
    return {
      code: 'timeout',
      message: `${name} did not answer within 5 seconds. Check that it runs and try again.`,
      mayHaveRun: false,
    };
  }
  const status = httpStatusOf(error);
  if (status !== undefined) return explainStatus(name, status, mayHaveRun);
  const networkCode = networkCodeOf(error);
  if (networkCode !== undefined) {
    const cause = neverSentCodes.has(networkCode) ? 'cannot be reached' : 'broke the connection';
    return {
      code: 'unreachable',
      message: `${name} ${cause} (${networkCode}). Check that it runs and that its address is right.`,
      mayHaveRun: mayHaveRun && !neverSentCodes.has(networkCode),
    };
  }
  if (causesOf(error).some((cause) => cause instanceof TypeError && cause.message === 'fetch failed')) {
    return {
      code: 'unreachable',
      message: `${name} cannot be called at its address. Check its host and port.`,
      mayHaveRun,
    };
  }
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.RequestTimeout) {
    const seconds = Math.round((work.timeoutMs ?? 60_000) / 1000);
    return {
      code: 'timeout',
      message: `${name} did not answer within ${seconds} seconds. Try again, or ask for less at once.`,
      mayHaveRun,
    };
  }
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.ConnectionClosed) {
    return {
      code: 'unreachable',
      message: `${name} closed the connection. Check that it runs and try again.`,
      mayHaveRun,
    };
  }
  if (SdkError.isInstance(error) && error.code === SdkErrorCode.ListPaginationExceeded) {
    return {
      code: 'invalid_answer',
      message: `${name} lists more pages of tools than are read (100). Register a smaller server.`,
      mayHaveRun,
    };
  }
  return {
    code: 'invalid_answer',
    message: `${name} answered with something that is not the Model Context Protocol. Check its address and its own log.`,
    mayHaveRun,
  };
}

/** The failure of an answer that grew past the limit. */
export function tooLarge(work: FailedWork): ToolServerFailure {
  const limit = `${answerBytesMax / 1024 / 1024} MB`;
  return {
    code: 'too_large',
    message: `The answer of MCP server "${work.server}" is larger than ${limit}. Ask for less: a filter, a page, a smaller range.`,
    mayHaveRun: work.stage === 'call',
  };
}

/** The failure of a stream that ended without the answer it was opened for. */
export function brokeOff(work: FailedWork): ToolServerFailure {
  return {
    code: 'invalid_answer',
    message: `MCP server "${work.server}" ended its answer before the result. Check its own log and try again.`,
    mayHaveRun: work.stage === 'call',
  };
}

/** A JSON-RPC error of the server itself: an answer, so the outcome is known. */
export function isProtocolError(error: unknown): error is ProtocolError {
  return ProtocolError.isInstance(error);
}

/** HTTP status of an answer that was refused, wherever in the causes it hides. */
export function httpStatusOf(error: unknown): number | undefined {
  for (const cause of causesOf(error)) {
    if (SdkHttpError.isInstance(cause)) return cause.status;
    if (cause instanceof Error && cause.name === 'InsufficientScopeError') return 403;
    if (SdkError.isInstance(cause)) {
      const status = readStatus(cause.data);
      if (status !== undefined) return status;
    }
  }
  return undefined;
}

function explainStatus(name: string, status: number, mayHaveRun: boolean): ToolServerFailure {
  if (status === 401 || status === 403) {
    return {
      code: 'unauthorised',
      message: `${name} refused the request (HTTP ${status}). Check its credential under MCP servers.`,
      mayHaveRun: false,
    };
  }
  if (status === 404 || status === 405) {
    return {
      code: 'invalid_answer',
      message: `${name} has no MCP endpoint at its address (HTTP ${status}). Check the path of the address.`,
      mayHaveRun: false,
    };
  }
  if (status === 429) {
    return {
      code: 'unreachable',
      message: `${name} asks for fewer requests (HTTP 429). Wait a moment and try again.`,
      mayHaveRun: false,
    };
  }
  if (status < 500) {
    return {
      code: 'invalid_answer',
      message: `${name} refused the request (HTTP ${status}). Check its own log.`,
      mayHaveRun: false,
    };
  }
  return {
    code: 'unreachable',
    message: `${name} failed (HTTP ${status}). Check its own log and try again when it is well.`,
    mayHaveRun,
  };
}

function networkCodeOf(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    if (SdkError.isInstance(cause) || !('code' in cause) || typeof cause.code !== 'string') continue;
    return cause.code;
  }
  return undefined;
}

/** The error and what caused it, in order; the SDK keeps some causes in `data`. */
function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  let current: unknown = error;
  while (typeof current === 'object' && current !== null && causes.length < 8) {
    causes.push(current);
    const data: unknown = 'data' in current ? current.data : undefined;
    const nested: unknown =
      typeof data === 'object' && data !== null && 'cause' in data ? data.cause : undefined;
    current = 'cause' in current && current.cause !== undefined ? current.cause : nested;
  }
  return causes;
}

function readStatus(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('status' in data)) return undefined;
  return typeof data.status === 'number' ? data.status : undefined;
}
