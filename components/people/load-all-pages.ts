import type { z } from 'zod';
import { api } from '@/lib/client/api-client';
import { withQuery, type Query } from '@/lib/contract/with-query';
import { listOf } from '@/lib/contract/pagination';

const pagesMax = 25;

/** Every page of a list of the API, for pages that filter and count at once. */
export async function loadAllPages<Item extends z.ZodType>(request: {
  path: string;
  item: Item;
  query?: Query;
  signal: AbortSignal;
}): Promise<z.output<Item>[]> {
  const { path, item, query = {}, signal } = request;
  const schema = listOf(item);
  const rows: z.output<Item>[] = [];
  let token: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await api.get(withQuery(path, { ...query, limit: '200', page_token: token }), schema, {
      signal,
    });
    rows.push(...answer.data);
    token = answer.pagination.next_page_token;
    if (token === undefined) break;
  }
  return rows;
}
