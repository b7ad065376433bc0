import type { z } from 'zod';
import type { ErrorCode } from '@/lib/contract/error-codes';
import type { Permission } from '@/lib/contract/permissions';

/** What Next hands a route handler beside the request. */
export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = (request: Request, route: RouteContext) => Promise<Response>;

/** A download: its media type, and whether a byte range of it may be asked for. */
export type ServedFileKind = { type: string; isRanged?: boolean };

/** A route's own description: what the rights test walks and the OpenAPI document is generated from. */
export type RouteDefinition = {
  /** The rights of which the caller needs one; null for the few routes that ask for no principal. */
  permissions: readonly Permission[] | null;
  /** Why a route without a principal may be one. */
  publicReason?: string;
  summary: string;
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  /** The body may come as YAML. */
  yaml?: boolean | undefined;
  /** The body is a file. */
  upload?: boolean | undefined;
  response?: z.ZodType | undefined;
  stream?: z.ZodType | undefined;
  file?: ServedFileKind | undefined;
  answers?: readonly number[] | undefined;
  refusals?: readonly ErrorCode[] | undefined;
  bodyLimitBytes: number;
  idempotent: boolean;
};

const definitionKey = Symbol.for('tackroom.route-definition');

/** Puts the definition on the handler itself, where no list can forget it. */
export function attachDefinition(handler: RouteHandler, definition: RouteDefinition): RouteHandler {
  return Object.assign(handler, { [definitionKey]: definition });
}

/** The definition of a handler made by `defineRoute` or `definePublicRoute`; undefined for any other function. */
export function definitionOf(handler: unknown): RouteDefinition | undefined {
  if (typeof handler !== 'function' || !(definitionKey in handler)) return undefined;
  // Only `attachDefinition` writes under this symbol.
  return (handler as unknown as Record<typeof definitionKey, RouteDefinition>)[definitionKey];
}
