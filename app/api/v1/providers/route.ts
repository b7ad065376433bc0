import { dataOf, listOf, pageQuerySchema } from '@/lib/contract/pagination';
import { providerCreateSchema, providerSchema } from '@/lib/contract/provider';
import { listProviders, registerProvider } from '@/lib/features/providers';
import { created, list } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'providers:read',
  summary: 'List the model providers, newest first',
  query: pageQuerySchema,
  response: listOf(providerSchema),
  handler: async ({ context, query }) => list(await listProviders(context, query)),
});

export const POST = defineRoute({
  permission: 'providers:write',
  summary: 'Register a model provider',
  body: providerCreateSchema,
  response: dataOf(providerSchema),
  idempotent: true,
  handler: async ({ context, body }) => created(await registerProvider(context, body)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
