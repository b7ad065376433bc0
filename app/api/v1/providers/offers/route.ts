import { dataOf, listOf } from '@/lib/contract/pagination';
import { providerOfferAcceptSchema, providerOfferSchema, providerSchema } from '@/lib/contract/provider';
import { acceptOffer, listOffers } from '@/lib/features/providers';
import { created, wholeList } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'providers:write',
  summary: 'List providers that this machine seems to have',
  response: listOf(providerOfferSchema),
  handler: async ({ context, signal }) => wholeList(await listOffers(context, signal)),
});

export const POST = defineRoute({
  permission: 'providers:write',
  summary: 'Register an offered provider',
  body: providerOfferAcceptSchema,
  response: dataOf(providerSchema),
  idempotent: true,
  handler: async ({ context, body, signal }) => created(await acceptOffer(context, body.source, signal)),
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods({ GET, POST });
