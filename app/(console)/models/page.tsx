import type { Metadata } from 'next';
import { ModelsListPage } from '@/components/models/models-list-page';
import { ModelsPage } from '@/components/models/models-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import type { FeatureContext } from '@/lib/features/feature-context';
import { listModels } from '@/lib/features/models';
import { listOffers, listProviders } from '@/lib/features/providers';

export const metadata: Metadata = { title: 'Models' };

const listedWithinMs = 400;
const offersTimeoutMs = 1000;

export default async function Page() {
  const context = await pageContext();
  if (!can(context.principal, 'providers:read')) {
    return <ModelsListPage models={await modelsInTime(context)} />;
  }
  const mayWrite = can(context.principal, 'providers:write');
  const [providers, models, offers] = await Promise.all([
    listProviders(context, { limit: 200 }),
    modelsInTime(context),
    mayWrite ? listOffers(context, AbortSignal.timeout(offersTimeoutMs)) : [],
  ]);
  return <ModelsPage providers={providers.data} models={models} offers={offers} />;
}

/** A server that is down must not hold the page back: its list comes after the first paint. */
async function modelsInTime(context: FeatureContext) {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), listedWithinMs));
  return Promise.race([listModels(context).then(({ data }) => data), late]);
}
