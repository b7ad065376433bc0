import { AppError } from '@/lib/platform/app-error';
import { preflightHeaders, refusalHeaders } from './cross-origin';
import { handleRequest } from './handle-request';
import type { RouteHandler } from './route-definition';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

const marker = Symbol.for('tackroom.other-method');

/**
 * Handlers for the methods that an address does not have: 405 in the one error shape with `Allow`, and `OPTIONS`.
 * Next would answer both with nothing a client can read.
 */
export function otherMethods<Own extends Method>(
  own: Readonly<Record<Own, RouteHandler>>,
): Record<Exclude<Method, Own> | 'OPTIONS', RouteHandler> {
  const allowed = [
    ...methods.filter((method) => method in own),
    ...('GET' in own ? ['HEAD'] : []),
    'OPTIONS',
  ];
  const allow = allowed.join(', ');
  const refuse: RouteHandler = (request) =>
    handleRequest(request, async ({ app, headers }) => {
      const readable = await refusalHeaders(request, app);
      for (const [name, value] of Object.entries({ allow, ...readable })) headers.set(name, value);
      const path = new URL(request.url).pathname.slice(0, 200);
      throw new AppError('method_not_allowed', `${path} knows ${allow}, not ${request.method.slice(0, 20)}.`);
    });
  const options: RouteHandler = (request) =>
    handleRequest(request, async ({ app, headers }) => {
      const granted = await preflightHeaders(request, app, allowed);
      for (const [name, value] of Object.entries({ allow, ...granted })) headers.set(name, value);
      return new Response(null, { status: 204 });
    });
  const others = methods.filter((method) => !(method in own)).map((method) => [method, refuse] as const);
  const handlers = Object.fromEntries([...others, ['OPTIONS', options] as const]);
  for (const handler of [refuse, options]) Object.assign(handler, { [marker]: true });
  // Built from `methods` without those in `own`: exactly the keys of the type.
  return handlers as Record<Exclude<Method, Own> | 'OPTIONS', RouteHandler>;
}

/** Whether a handler only says that its method is not there. */
export function isOtherMethod(handler: unknown): boolean {
  return typeof handler === 'function' && marker in handler;
}
