import { apiKeyListQuerySchema } from '@/lib/contract/api-key-requests';
import { dataOf, listOf } from '@/lib/contract/pagination';
import { apiKeyCreatedSchema, apiKeyCreateSchema, apiKeySchema } from '@/lib/contract/user';
import { createApiKey, listApiKeys } from '@/lib/features/api-keys';
import { created, list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: ['api-keys:own', 'api-keys:read'],
  summary: 'Lists the caller’s API keys, or everybody’s for who may read them, newest first.',
  query: apiKeyListQuerySchema,
  response: listOf(apiKeySchema),
  handler: async ({ context, query }) => list(await listApiKeys(context, query)),
});

export const POST = defineRoute({
  permission: 'api-keys:own',
  summary: 'Issues an API key of the caller’s. The key is shown in this answer only.',
  body: apiKeyCreateSchema,
  response: dataOf(apiKeyCreatedSchema),
  idempotent: true,
  handler: async ({ context, body }) => created(await createApiKey(context, body)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
