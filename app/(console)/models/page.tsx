import type { Metadata } from 'next';
import { ModelsPage } from '@/components/models/models-page';
import { AccessRefused } from '@/components/people/access-refused';
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
    return <AccessRefused page="Models" permission="providers:read" />;
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
