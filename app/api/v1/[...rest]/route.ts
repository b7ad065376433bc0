import { definePublicRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { AppError } from '@/lib/platform/app-error';

const handler = definePublicRoute({
  reason: 'Nothing is behind it: an address that does not exist answers the same to everybody.',
  summary: 'Answers addresses that do not exist.',
  anyQuery: true,
  handler: ({ request }) => {
    const path = new URL(request.url).pathname.slice(0, 200);
    throw new AppError(
      'not_found',
      `There is no ${request.method} ${path}. Check the address against the API reference.`,
    );
  },
});

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };

const all = { DELETE: handler, GET: handler, PATCH: handler, POST: handler, PUT: handler };
export const { OPTIONS } = otherMethods(all);
