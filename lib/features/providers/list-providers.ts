import type { Page, PageQuery } from '@/lib/contract/pagination';
import type { Provider } from '@/lib/contract/provider';
import { listProviderPage } from '@/lib/storage/providers';
import type { FeatureContext } from '../feature-context';
import { pageAnswer } from '../page-answer';
import { requirePermission } from '../require-permission';
import { providerView } from './provider-view';

/** The registered providers, newest first. */
export async function listProviders(context: FeatureContext, query: PageQuery): Promise<Page<Provider>> {
  requirePermission(context.principal, 'providers:read');
  const page = await listProviderPage(context.scope, { limit: query.limit, pageToken: query.page_token });
  return pageAnswer(query.limit, { ...page, rows: page.rows.map(providerView) });
}
