import { errorStatuses, type ErrorCode } from '@/lib/contract/error-codes';
import { jsonSchema, type JsonObject } from './openapi-schema';
import type { RouteDefinition } from './route-definition';

type Route = { method: string; definition: RouteDefinition };

/** Everything an operation answers: what it is for, by status and media type, and its refusals by status and code. */
export function responsesOf(route: Route): JsonObject {
  const failure = {
    default: { description: 'Any other refusal, in the one error shape', content: errorContent },
  };
  return { ...successes(route), ...refusals(route), ...failure };
}

function successes({ method, definition }: Route): JsonObject {
  const { response, stream, file, idempotent } = definition;
  if (file) return filesOf(file);
  if (!response && !stream)
    return method === 'GET' ? { 200: { description: 'The answer' } } : { 204: { description: 'Done' } };
  const answers = definition.answers ?? [method === 'POST' && idempotent ? 201 : 200];
  const json = response && { 'application/json': { schema: jsonSchema(response, 'output') } };
  const events = stream && {
    'text/event-stream': {
      schema: {
        ...jsonSchema(stream, 'output'),
        description: 'The data of one message. Its id is the number of the event, for Last-Event-ID.',
      },
    },
  };
  const all = new Map<number, JsonObject>();
  if (json) for (const status of answers) all.set(status, json);
  if (events) all.set(200, { ...all.get(200), ...events });
  return Object.fromEntries(
    [...all].map(([status, content]) => {
      const description = status === 201 ? 'Created' : events ? 'The answer, or its stream' : 'The answer';
      const headers = idempotent && json ? { headers: replayed } : {};
      return [status, { description, ...headers, content }];
    }),
  );
}

function filesOf({ type, isRanged }: { type: string; isRanged?: boolean }): JsonObject {
  const content = { [type]: { schema: { type: 'string', format: 'binary' } } };
  if (!isRanged) return { 200: { description: 'The file', content } };
  const ranges = { 'Accept-Ranges': header('Always bytes'), ETag: header('The digest of the content') };
  return {
    200: { description: 'The file, whole', headers: ranges, content },
    206: {
      description: 'The range of the file that was asked for',
      headers: { ...ranges, 'Content-Range': header('Which bytes of how many') },
      content,
    },
  };
}

function refusals(route: Route): JsonObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codesOf(route)) {
    const status = errorStatuses[code];
    byStatus.set(status, [...new Set([...(byStatus.get(status) ?? []), code])]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: `Refused: ${codes.join(', ')}`,
        ...(comesBack.has(status) ? { headers: retryAfter } : {}),
        content: { 'application/json': { schema: { allOf: [errorSchema, withCode(codes)] } } },
      },
    ]),
  );
}

const withCode = (codes: readonly ErrorCode[]) => ({
  properties: { error: { properties: { code: { enum: codes } } } },
});

/** What the wrapper of every route refuses with, and what the route adds. */
function codesOf({ method, definition }: Route): ErrorCode[] {
  const { permissions, params, body, upload, idempotent, file, refusals: own } = definition;
  const isWrite = method !== 'GET';
  return [
    'invalid_request',
    ...(permissions ? (['unauthenticated', 'forbidden'] as const) : []),
    ...(params || body ? (['not_found'] as const) : []),
    ...(isWrite ? (['conflict'] as const) : []),
    ...(idempotent ? (['idempotency_conflict'] as const) : []),
    ...(body || upload ? (['too_large', 'unprocessable'] as const) : []),
    ...(body ? (['unsupported_media_type'] as const) : []),
    ...(file?.isRanged ? (['range_not_satisfiable'] as const) : []),
    ...(own ?? []),
    ...(permissions ? (['internal', 'unavailable'] as const) : []),
  ];
}

const header = (description: string) => ({ description, schema: { type: 'string' } });
const comesBack: ReadonlySet<number> = new Set([409, 429, 503]);
const retryAfter = {
  'Retry-After': { description: 'Seconds after which to try again', schema: { type: 'integer' } },
};
const replayed = {
  'Idempotent-Replayed': header('"true" where this is the answer of an earlier request with the same key'),
};
const errorSchema = { $ref: '#/components/schemas/Error' };
const errorContent = { 'application/json': { schema: errorSchema } };
