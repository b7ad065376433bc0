import { z } from 'zod';
import type { ErrorCode } from '@/lib/contract/error-codes';
import type { Permission } from '@/lib/contract/permissions';
import { can, type Principal } from '@/lib/contract/principal';
import { contextFor } from '@/lib/auth/context-for';
import { resolvePrincipal } from '@/lib/auth/resolve-principal';
import type { App } from '@/lib/compose';
import type { FeatureContext } from '@/lib/features/feature-context';
import { requirePermission } from '@/lib/features/require-permission';
import type { TurnRequest } from '@/lib/storage/turn-request';
import { answerOnce } from './answer-once';
import { crossOriginHeaders, refusalHeaders } from './cross-origin';
import { handleRequest } from './handle-request';
import { readIdempotencyKey } from './idempotency-key';
import { requireOwnOrigin } from '@/lib/auth/own-origin';
import { parseInput, pathObject, queryObject } from './parse-input';
import { jsonBodyLimitBytes, readJsonBody } from './read-body';
import { isYaml, readYamlBody } from './read-yaml-body';
import {
  attachDefinition,
  type RouteContext,
  type RouteHandler,
  type ServedFileKind,
} from './route-definition';
import { watchPrincipal } from './watch-principal';

const noQuerySchema = z.strictObject({});

type Output<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

type Schemas<Params, Query, Body> = {
  /** One line for the OpenAPI document. */
  summary: string;
  params?: Params;
  /** Strict, as every schema of the contract: a parameter it does not know is refused, and so is any without it. */
  query?: Query;
  /** Reads no query at all, whatever it holds. */
  anyQuery?: boolean;
  body?: Body;
  bodyLimitBytes?: number;
  /** The body may also come as YAML, one document a definition. */
  yaml?: boolean;
  /** The body is a file that the handler reads from the request itself, piece by piece. */
  upload?: boolean;
  /** The whole answer, `dataOf(…)` or `listOf(…)`; leave it out where there is none (204) or where it streams. */
  response?: z.ZodType;
  /** One message of the stream that the route answers with. */
  stream?: z.ZodType;
  /** The answer is a file. */
  file?: ServedFileKind;
  /** Statuses of the answer with `response`, where they are not 201 for what creates and 200 for the rest. */
  answers?: readonly number[];
  /** Codes of refusals that not every route has. */
  refusals?: readonly ErrorCode[];
};

type Input<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> = {
  params: Output<Params>;
  query: Output<Query>;
  body: Output<Body>;
  request: Request;
  /** Aborts when the client goes away, and when its credential stops being good. */
  signal: AbortSignal;
};

type RouteOptions<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> = Schemas<Params, Query, Body> & {
  /** The right the caller needs, or several of which one is enough. */
  permission: Permission | readonly Permission[];
  /**
   * For a POST that creates: an `Idempotency-Key` answers a repeat with what the first one got. `own`: the use case
   * stores the key itself, in the transaction that creates.
   */
  idempotent?: boolean | 'own';
  handler: (
    input: Input<Params, Query, Body> & {
      context: FeatureContext;
      idempotency: TurnRequest | undefined;
    },
  ) => Promise<Response>;
};

/**
 * Makes a route handler out of a declaration: schema in, permission, one use case, answer out. Identity, parsing,
 * errors, headers and request ids are the same for every route because they are here.
 */
export function defineRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(options: RouteOptions<Params, Query, Body>): RouteHandler {
  const permissions = [options.permission].flat();
  const bodyLimitBytes = options.bodyLimitBytes ?? jsonBodyLimitBytes;
  const handler: RouteHandler = (request, route) =>
    handleRequest(request, async ({ app, requestId, headers }) => {
      const add = (more: Record<string, string>) => {
        for (const [name, value] of Object.entries(more)) headers.set(name, value);
      };
      const principal = await resolvePrincipal(request, app).catch(async (error: unknown) => {
        add(await refusalHeaders(request, app));
        throw error;
      });
      add(await crossOriginHeaders(request, app, principal));
      if (principal.credential.kind === 'sign_in') requireOwnOrigin(request, app.env);
      requireOneOf(principal, permissions);
      const input = await readInput(options, { request, route, bodyLimitBytes });
      const context = contextFor(app, principal, requestId);
      const watch = watchPrincipal(request, app, principal);
      const asked = { context, body: input.body, upload: options.upload };
      const key = options.idempotent === 'own' ? readIdempotencyKey(request, input.body) : undefined;
      const idempotency = key && { actorId: principal.userId, ...key };
      const answer = () => options.handler({ ...input, request, signal: watch.signal, context, idempotency });
      if (options.idempotent === true) return answerOnce(request, { ...asked, answer });
      return watch.follow(await answer());
    });
  return attachDefinition(handler, {
    ...declared(options),
    permissions,
    bodyLimitBytes,
    idempotent: options.idempotent !== undefined && options.idempotent !== false,
  });
}

type PublicRouteOptions<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
> = Schemas<Params, Query, Body> & {
  /** Why this route may be asked by anybody. */
  reason: string;
  handler: (input: Input<Params, Query, Body> & { app: App; requestId: string }) => Promise<Response>;
};

/** The same for the few routes without a principal; each says why it is one. */
export function definePublicRoute<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(options: PublicRouteOptions<Params, Query, Body>): RouteHandler {
  const bodyLimitBytes = options.bodyLimitBytes ?? jsonBodyLimitBytes;
  const handler: RouteHandler = (request, route) =>
    handleRequest(request, async ({ app, requestId }) => {
      const input = await readInput(options, { request, route, bodyLimitBytes });
      return options.handler({ ...input, request, signal: request.signal, app, requestId });
    });
  return attachDefinition(handler, {
    ...declared(options),
    permissions: null,
    publicReason: options.reason,
    bodyLimitBytes,
    idempotent: false,
  });
}

function declared(options: Schemas<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined>) {
  const { summary, params, query, body, yaml, upload, response, stream, file, answers, refusals } = options;
  return { summary, params, query, body, yaml, upload, response, stream, file, answers, refusals };
}

function requireOneOf(principal: Principal, permissions: readonly Permission[]): void {
  const [first] = permissions;
  if (first === undefined || permissions.some((permission) => can(principal, permission))) return;
  requirePermission(principal, first);
}

function readBody(options: { yaml?: boolean }, source: { request: Request; bodyLimitBytes: number }) {
  const read = options.yaml && isYaml(source.request) ? readYamlBody : readJsonBody;
  return read(source.request, source.bodyLimitBytes);
}

async function readInput<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
>(
  options: Schemas<Params, Query, Body>,
  source: { request: Request; route: RouteContext; bodyLimitBytes: number },
): Promise<{ params: Output<Params>; query: Output<Query>; body: Output<Body> }> {
  const params = options.params && parseInput(options.params, pathObject(await source.route.params), 'path');
  const search = new URL(source.request.url).searchParams;
  const query = options.anyQuery
    ? undefined
    : parseInput(options.query ?? noQuerySchema, queryObject(search), 'query');
  const body = options.body && parseInput(options.body, await readBody(options, source), 'body');
  // A schema that is absent has no output: `Output` says so, which the compiler cannot follow through the ternaries.
  return { params, query: options.query && query, body } as {
    params: Output<Params>;
    query: Output<Query>;
    body: Output<Body>;
  };
}
