import { retryAfterMsOf } from './retry-after';

/** What an upstream error says, as facts. Its words stay behind. */
export type UpstreamError = {
  status: number | null;
  retryAfterMs: number | undefined;
  parameter: string | undefined;
  isContextTooLong: boolean;
  isOutOfQuota: boolean;
  isRateLimit: boolean;
  isBadKey: boolean;
  isUnknownModel: boolean;
};

const longestTextRead = 20_000;
const contextTooLong =
  /context_length_exceeded|context length|context window|prompt is too long|exceed_context_size|maximum number of tokens|too many tokens|input is too long/i;

/** Reads an error answer or an error event, whichever vendor wrote it. */
export function readUpstreamError(
  status: number | null,
  headers: Record<string, string> | undefined,
  body: unknown,
): UpstreamError {
  const text = (typeof body === 'string' ? body : safeJson(body)).slice(0, longestTextRead);
  const fields = readFields(body);
  const code = `${fields.code} ${fields.type}`.toLowerCase();
  const isClientError = status === null || status === 400 || status === 413 || status === 422;
  const isOutOfQuota =
    /insufficient_quota|billing|credit balance/.test(code) ||
    status === 402 ||
    (status === 400 && /credit balance is too low/i.test(text));
  const isBadKey =
    status === 401 ||
    status === 403 ||
    /invalid_api_key|authentication_error|permission_error|permission_denied|unauthenticated/.test(code) ||
    (status === 400 && /API_KEY_INVALID|api key not valid/i.test(text));
  return {
    status,
    retryAfterMs: retryAfterMsOf(headers),
    parameter: fields.parameter,
    isContextTooLong: isClientError && (status === 413 || contextTooLong.test(text)),
    isOutOfQuota,
    isRateLimit: status === 429 || /rate_limit|resource_exhausted/.test(code),
    isBadKey,
    isUnknownModel: status === 404 || /model_not_found|not_found_error/.test(code),
  };
}

function readFields(body: unknown): { code: string; type: string; parameter: string | undefined } {
  const outer = typeof body === 'string' ? parseJson(body) : body;
  const first = Array.isArray(outer) ? outer[0] : outer;
  const error = property(first, 'error') ?? first;
  const parameter = property(error, 'param');
  return {
    code: textOf(property(error, 'code')),
    type: `${textOf(property(error, 'type'))} ${textOf(property(error, 'status'))}`,
    parameter: typeof parameter === 'string' ? parameter : undefined,
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function safeJson(value: unknown): string {
  if (value instanceof Error) return value.message;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
