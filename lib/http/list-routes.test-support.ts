import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentedRoute } from './openapi-document';
import { isOtherMethod } from './other-methods';
import { definitionOf, type RouteDefinition, type RouteHandler } from './route-definition';

const root = path.join(import.meta.dirname, '../..');
const methodNames: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export type ListedRoute = {
  file: string;
  method: string;
  handler: unknown;
  definition: RouteDefinition | undefined;
  /** Plausible values for the folder names in brackets. */
  params: Record<string, string>;
  path: string;
};

/** Every exported method of every route file below `app/`, found on disk so that none can be forgotten. */
export async function listRoutes(): Promise<ListedRoute[]> {
  const files = (await readdir(path.join(root, 'app'), { recursive: true })).filter(
    (file) => path.basename(file) === 'route.ts',
  );
  const routes = await Promise.all(
    files.toSorted().map(async (file) => {
      const module: Record<string, unknown> = await import(
        /* @vite-ignore */ pathToFileURL(path.join(root, 'app', file)).href
      );
      const params = paramsOf(file);
      const url = `/${path.dirname(file)}`.replaceAll(
        /\[(?:\.\.\.)?(\w+)\]/g,
        (_, name: string) => params[name] ?? name,
      );
      return Object.entries(module)
        .filter(([name, handler]) => methodNames.includes(name) && !isOtherMethod(handler))
        .map(([method, handler]) => ({
          file,
          method,
          handler,
          definition: definitionOf(handler),
          params,
          path: url,
        }));
    }),
  );
  return routes.flat();
}

/** What the OpenAPI document describes. */
export function documentedRoutes(routes: readonly ListedRoute[]): DocumentedRoute[] {
  return routes.flatMap(({ definition, method, file }) =>
    definition && file.startsWith('api/v1/') && !file.includes('[...rest]')
      ? [{ method, definition, path: documentedPath(file) }]
      : [],
  );
}

/** The address of a route file as the OpenAPI document writes it. */
export function documentedPath(file: string): string {
  return `/${path.dirname(file)}`.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}');
}

/** The handler of a method of a route file, such as `api/v1/agents/route.ts`. */
export function handlerOf(routes: readonly ListedRoute[], file: string, method: string): RouteHandler {
  const route = routes.find((candidate) => candidate.file === file && candidate.method === method);
  if (route?.definition === undefined) throw new Error(`There is no ${method} in ${file}.`);
  // It carries a definition, so `defineRoute` made it.
  return route.handler as RouteHandler;
}

function paramsOf(file: string): Record<string, string> {
  const names = [...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].flatMap(([, name]) => name ?? []);
  return Object.fromEntries(names.map((name) => [name, valueOf(name)]));
}

function valueOf(name: string): string {
  if (name === 'version') return '1';
  if (name === 'turn_id') return '019aa000-0000-7000-8000-000000000000';
  if (name === 'digest') return `sha256:${'0'.repeat(64)}`;
  return 'no-such-thing';
}
