import { z } from 'zod';
import { errorBodySchema } from '@/lib/contract/error-codes';
import type { RouteDefinition } from './route-definition';

export type DocumentedRoute = { method: string; path: string; definition: RouteDefinition };

type JsonObject = Record<string, unknown>;

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
    ...parameters(definition),
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
    responses: responses(method, definition),
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

function responses(method: string, { response, idempotent }: RouteDefinition): JsonObject {
  const failure = {
    default: {
      description: 'A refusal, in the one error shape',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  };
  if (!response)
    return {
      ...(method === 'DELETE'
        ? { 204: { description: 'Done' } }
        : { 200: { description: 'The answer, as a stream or a file' } }),
      ...failure,
    };
  const content = { 'application/json': { schema: jsonSchema(response, 'output') } };
  const status = method === 'POST' && idempotent ? 201 : 200;
  return { [status]: { description: status === 201 ? 'Created' : 'The answer', content }, ...failure };
}

function parameters({ params, query }: RouteDefinition): JsonObject {
  const all = [...fieldsOf(params, 'path'), ...fieldsOf(query, 'query')];
  return all.length > 0 ? { parameters: all } : {};
}

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

/** What JSON Schema cannot say (a refinement, a transformation) is left open rather than refused. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain;
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
