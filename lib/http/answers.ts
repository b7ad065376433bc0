import type { Page } from '@/lib/contract/pagination';

/** 200 with the one thing asked for. */
export function ok(data: unknown): Response {
  return Response.json({ data });
}

/** 201 with what was created. */
export function created(data: unknown): Response {
  return Response.json({ data }, { status: 201 });
}

/** 200 with a page of a list. */
export function list(page: Page<unknown>): Response {
  return Response.json(page);
}

/** 200 with a list that is always short enough to come whole. */
export function wholeList(data: readonly unknown[]): Response {
  return Response.json({ data, pagination: { limit: data.length } });
}

/** 204: it is done and there is nothing to show. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
