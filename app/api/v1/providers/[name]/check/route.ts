import { z } from 'zod';
import { dataOf } from '@/lib/contract/pagination';
import { providerCheckSchema } from '@/lib/contract/provider';
import { checkProvider } from '@/lib/features/providers';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute({
  permission: 'providers:write',
  summary: 'Test a model provider with one small call',
  params: z.object({ name: z.string() }),
  response: dataOf(providerCheckSchema),
  handler: async ({ context, params, signal }) => ok(await checkProvider(context, params.name, signal)),
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods({ POST });
