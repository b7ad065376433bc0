import { z } from 'zod';
import { dataOf } from '@/lib/contract/pagination';
import { providerPatchSchema, providerSchema } from '@/lib/contract/provider';
import { deleteProvider, readProvider, updateProvider } from '@/lib/features/providers';
import { noContent, ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

const params = z.object({ name: z.string() });

export const GET = defineRoute({
  permission: 'providers:read',
  summary: 'Read a model provider',
  params,
  response: dataOf(providerSchema),
  handler: async ({ context, params: { name } }) => ok(await readProvider(context, name)),
});

export const PATCH = defineRoute({
  permission: 'providers:write',
  summary: 'Change a model provider: address, key, models, on or off',
  params,
  body: providerPatchSchema,
  response: dataOf(providerSchema),
  handler: async ({ context, params: { name }, body }) => ok(await updateProvider(context, name, body)),
});

export const DELETE = defineRoute({
  permission: 'providers:write',
  summary: 'Remove a model provider with its key',
  params,
  handler: async ({ context, params: { name } }) => {
    await deleteProvider(context, name);
    return noContent();
  },
});

export const { OPTIONS, POST, PUT } = otherMethods({ GET, PATCH, DELETE });
