import type { Page } from '@/lib/contract/pagination';
import type { Model } from '@/lib/contract/provider';
import { AppError } from '@/lib/platform/app-error';
import type { FeatureContext } from '../feature-context';
import { requirePermission } from '../require-permission';

type ModelQuery = { limit?: number | undefined; page_token?: string | undefined };

/** Every model agents may name: all at once, or in pages for who asks for a `limit`. */
export async function listModels(context: FeatureContext, query: ModelQuery = {}): Promise<Page<Model>> {
  requirePermission(context.principal, 'models:read');
  const models = await context.harness.models.listModels(context.scope.organisationId);
  const all = models.map((model): Model => ({
    name: model.name,
    provider: model.provider,
    provider_type: model.providerType,
    context_window: model.contextWindow,
    prices: model.prices,
    modalities: [...model.modalities],
    simulated: model.simulated,
  }));
  const rest = query.page_token === undefined ? all : all.slice(positionAfter(all, query.page_token));
  const limit = query.limit ?? Math.max(rest.length, 1);
  const data = rest.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rest.length > data.length && last !== undefined;
  return { data, pagination: { limit, ...(hasMore ? { next_page_token: toToken(last.name) } : {}) } };
}

function toToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function positionAfter(models: readonly Model[], token: string): number {
  const name = Buffer.from(token, 'base64url').toString('utf8');
  const index = models.findIndex((model) => model.name === name);
  if (index >= 0) return index + 1;
  throw new AppError(
    'invalid_request',
    'This page_token points to a model that is gone. Start again without it.',
    {
      param: 'page_token',
    },
  );
}
