import { z } from 'zod';
import { listOf } from '@/lib/contract/pagination';
import { modelSchema } from '@/lib/contract/provider';
import { listModels } from '@/lib/features/models';
import { list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

/** Without a `limit` the whole list comes: pickers need it. */
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).optional(),
  page_token: z.string().max(500).optional(),
});

export const GET = defineRoute({
  permission: 'models:read',
  summary: 'List every model that agents may name',
  query,
  response: listOf(modelSchema),
  handler: async ({ context, query: page }) => list(await listModels(context, page)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
