import type { Page } from '@/lib/contract/pagination';

/** A stored page as the API answers it. */
export function pageAnswer<Item>(
  limit: number,
  page: { rows: Item[]; nextPageToken: string | undefined },
): Page<Item> {
  const { rows, nextPageToken } = page;
  return {
    data: rows,
    pagination: { limit, ...(nextPageToken === undefined ? {} : { next_page_token: nextPageToken }) },
  };
}
