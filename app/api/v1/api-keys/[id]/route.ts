import { z } from 'zod';
import { revokeApiKey } from '@/lib/features/api-keys';
import { noContent } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const DELETE = defineRoute({
  permission: ['api-keys:own', 'api-keys:write'],
  summary: 'Revokes an API key; it stops working within five seconds.',
  params: z.object({ id: z.string().min(1).max(100) }),
  handler: async ({ context, params: { id } }) => {
    await revokeApiKey(context, id);
    return noContent();
  },
});

export const { GET, OPTIONS, PATCH, POST, PUT } = otherMethods({ DELETE });
