import type { z } from 'zod';
import { errorBodySchema } from '@/lib/contract/error-codes';
import { responsesOf } from './openapi-responses';
import { jsonSchema, type JsonObject } from './openapi-schema';
import type { RouteDefinition } from './route-definition';

export type DocumentedRoute = { method: string; path: string; definition: RouteDefinition };

/** The OpenAPI 3.1 document of the API, made from the same schemas that parse its requests. */
export function openapiDocument(routes: readonly DocumentedRoute[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes.toSorted(byPathAndMethod)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tackroom API',
      version: '1',
      description: 'Sessions, turns and events of agents, and the registry behind them.',
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key.' } },
      schemas: { Error: jsonSchema(errorBodySchema, 'output') },
    },
  };
}

function operation({ method, path, definition }: DocumentedRoute): JsonObject {
  const { permissions } = definition;
  return {
    operationId: operationId(method, path),
    summary: definition.summary,
    tags: [path.split('/')[3] ?? 'other'],
    ...(permissions ? { 'x-permissions': permissions } : { security: [] }),
    ...parameters(method, definition),
    ...(definition.upload ? { requestBody: fileBody } : {}),
    ...(definition.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: jsonSchema(definition.body, 'input') },
              ...(definition.yaml ? { 'application/yaml': { schema: { type: 'string' } } } : {}),
            },
          },
        }
      : {}),
    responses: responsesOf({ method, definition }),
  };
}

const fileBody = {
  required: true,
  content: {
    'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' } },
      },
    },
  },
};

function parameters(method: string, definition: RouteDefinition): JsonObject {
  const { params, query, idempotent, stream, file } = definition;
  const all = [
    ...fieldsOf(params, 'path'),
    ...fieldsOf(query, 'query'),
    ...(idempotent ? [idempotencyKey] : []),
    ...(stream && method === 'GET' ? [lastEventId] : []),
    ...(file?.isRanged ? [range] : []),
  ];
  return all.length > 0 ? { parameters: all } : {};
}

const inHeader = (name: string, description: string, schema: JsonObject) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', ...schema },
});
const idempotencyKey = inHeader(
  'Idempotency-Key',
  'A repeat with the same key is answered with what the first request got, for a day.',
  { pattern: '^[\\x21-\\x7e]{1,255}$' },
);
const lastEventId = inHeader('Last-Event-ID', 'The number of the last event that arrived.', {
  pattern: '^\\d{1,9}$',
});
const range = inHeader('Range', 'One byte range.', { examples: ['bytes=0-1023'] });

function fieldsOf(schema: z.ZodType | undefined, where: 'path' | 'query'): JsonObject[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || names.includes(name),
    schema: field,
  }));
}

function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/v1/', '')
    .split(/[/{}_.-]+/)
    .filter((word) => word !== '');
  return [method.toLowerCase(), ...words]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

function byPathAndMethod(left: DocumentedRoute, right: DocumentedRoute): number {
  return left.path.localeCompare(right.path) || left.method.localeCompare(right.method);
}
