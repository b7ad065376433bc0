import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider';
import { findOutboundRefusal } from '@/lib/gateways/outbound/outbound-refusal';
import type { ModelFailure } from '../model-port';
import { modelFailures, type FailureSubject } from './model-failure';
import { readUpstreamError, type UpstreamError } from './upstream-error';

export type FailureContext = {
  subject: FailureSubject;
  /** Host and port of the provider. */
  host: string;
  /** Names of the parameters we sent: the only words of an upstream error that may be repeated. */
  paramNames: readonly string[];
  /** Whether something of the answer had already arrived. */
  hasBegun: boolean;
};

/** Turns whatever a vendor's client threw or streamed into a failure. Nothing of an upstream body gets into it. */
export function classifyFailure(error: unknown, context: FailureContext): ModelFailure {
  const { subject } = context;
  const refusal = findOutboundRefusal(error);
  if (refusal) return modelFailures.addressRefused(subject, refusal.message);
  if (UnsupportedFunctionalityError.isInstance(error))
    return modelFailures.unsupported(subject, 'a file of this kind');
  if (APICallError.isInstance(error) && error.statusCode !== undefined && error.statusCode >= 400) {
    return classifyUpstream(
      readUpstreamError(error.statusCode, error.responseHeaders, error.responseBody),
      context,
    );
  }
  if (isUnreadable(error) || (APICallError.isInstance(error) && error.statusCode !== undefined)) {
    return modelFailures.unreadableAnswer(subject);
  }
  if (isHangUp(error) || (context.hasBegun && isTransportError(error)))
    return modelFailures.brokenStream(subject);
  if (APICallError.isInstance(error) || isTransportError(error))
    return modelFailures.unreachable(subject, context.host);
  // What is left is an error event inside a stream: a plain object or text in the vendor's own words.
  return classifyUpstream(readUpstreamError(null, undefined, error), context);
}

function classifyUpstream(upstream: UpstreamError, { subject, paramNames }: FailureContext): ModelFailure {
  const { status, retryAfterMs } = upstream;
  if (upstream.isContextTooLong) return modelFailures.contextTooLong(subject);
  if (upstream.isOutOfQuota) return modelFailures.outOfQuota(subject);
  if (upstream.isRateLimit) return modelFailures.rateLimited(subject, retryAfterMs);
  if (upstream.isBadKey) return modelFailures.refusedKey(subject, status ?? 401);
  if (upstream.isUnknownModel) return modelFailures.modelNotFound(subject);
  if (status !== null && status < 500 && status !== 408 && status !== 409) {
    const parameter = paramNames.find((name) => name === upstream.parameter);
    return modelFailures.refusedRequest(subject, status, parameter);
  }
  return modelFailures.providerError(subject, status, retryAfterMs);
}

function isUnreadable(error: unknown): boolean {
  return (
    JSONParseError.isInstance(error) ||
    TypeValidationError.isInstance(error) ||
    InvalidResponseDataError.isInstance(error) ||
    EmptyResponseBodyError.isInstance(error)
  );
}

/** `fetch` throws a TypeError for every trouble below HTTP; sockets bring a code. */
function isTransportError(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof Error && 'code' in error && typeof error.code === 'string')
  );
}

/** The server took the request and closed the connection before it had answered in full. */
function isHangUp(error: unknown): boolean {
  for (
    let current: unknown = error, depth = 0;
    current instanceof Error && depth < 8;
    current = current.cause, depth += 1
  ) {
    if ('code' in current && (current.code === 'UND_ERR_SOCKET' || current.code === 'ECONNRESET'))
      return true;
  }
  return false;
}
