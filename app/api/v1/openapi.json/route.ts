import document from '@/docs/api/openapi.json';
import { definePublicRoute } from '@/lib/http/define-route';

export const GET = definePublicRoute({
  reason: 'It says what the API looks like and nothing about anybody who uses it.',
  summary: 'The OpenAPI document of this API',
  handler: async () => Response.json(document),
});
