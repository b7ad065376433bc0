import { z } from 'zod';

/** Query of every list: `limit` 1 to 200, default 100, and the opaque token of the page before. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  page_token: z.string().max(500).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export const paginationSchema = z.object({ limit: z.number(), next_page_token: z.string().optional() });

/** The answer of every list: never an empty page with a token. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), pagination: paginationSchema });
}
export type Page<Item> = { data: Item[]; pagination: z.infer<typeof paginationSchema> };

/** The answer of every endpoint that returns one thing. */
export function dataOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: item });
}
