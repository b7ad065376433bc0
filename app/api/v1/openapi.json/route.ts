import document from '@/docs/api/openapi.json';
import { definePublicRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = definePublicRoute({
  reason: 'It says what the API looks like and nothing about anybody who uses it.',
  summary: 'The OpenAPI document of this API',
  handler: async () => Response.json(document),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods({ GET });
